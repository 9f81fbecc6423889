-- The sheet of a list of payments could be taken out any number of times, and nothing said that it was: two of them at the
-- bank pay twice. A line could come back from a bank that never had it, and be paid by another list as well.

create table complaint_payout_out (
  id        bigint generated always as identity primary key,
  payout_id bigint not null references complaint_payout,
  payments  integer not null,
  staff_id  bigint not null references identity_staff,
  at        timestamptz not null
);
create index complaint_payout_out_of on complaint_payout_out (payout_id, id);
comment on table complaint_payout_out is 'Who took a list out for the bank, when, and how many payments the sheet held.';

-- Of lists that are there nobody knows: those of which a payment is decided were with the bank.
insert into complaint_payout_out (payout_id, payments, staff_id, at)
select o.id, count(*), o.made_by, o.made_at from complaint_payout o join complaint_payment t on t.payout_id = o.id
 group by o.id having bool_or(t.state <> 'LISTED');
