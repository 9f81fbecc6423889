-- A second telephone number that a colleague set by hand was shown and not found: only the first was looked for.
create index customer_party_by_hand_phone_other on customer_party (phone_other) where set_by_hand;
