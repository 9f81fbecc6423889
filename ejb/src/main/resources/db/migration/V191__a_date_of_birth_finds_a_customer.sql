-- "Jansen, born on 3 May": a date of birth tells customers of one name apart, and found nobody.
create index customer_identity_birth_date on customer_identity (birth_date) where birth_date is not null;
create index customer_party_by_hand_birth_date on customer_party (birth_date) where set_by_hand;
