-- V283__accounts_are_found_by_their_customer.sql
-- Whoever looks for the accounts of a customer knows no merger, and read all accounts of all of them: the page of a
-- customer once, the guards on mandates once for each account.
create index wave_member_identity on wave_member (identity_id);
