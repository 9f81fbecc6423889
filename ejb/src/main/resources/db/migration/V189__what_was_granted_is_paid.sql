-- "You receive 171.25 euro", said the letter; and no step, list or file led to a payment. What was granted is put in a list
-- for finance, taken out with the account, and marked as paid; one that the bank sends back waits again.
create table complaint_payout (
  id      bigint generated always as identity primary key,
  made_by bigint not null references identity_staff,
  made_at timestamptz not null
);
comment on table complaint_payout is 'A list of leniencies to be paid.';

create table complaint_payment (
  id          bigint generated always as identity primary key,
  payout_id   bigint not null references complaint_payout,
  leniency_id bigint not null references complaint_leniency,
  account     text not null,
  payee       text not null,
  state       text not null check (state in ('LISTED', 'PAID', 'RETURNED')),
  paid_on     date,
  ended_by    bigint references identity_staff,
  ended_at    timestamptz,
  reason      text check (length(reason) <= 1000)
);
comment on column complaint_payment.account is 'The account as it was when the list was made: what the file says stays so.';
comment on column complaint_payment.reason is 'Why the bank did not pay it.';
create unique index complaint_payment_once on complaint_payment (leniency_id) where state <> 'RETURNED';
create index complaint_payment_of on complaint_payment (payout_id);
create index complaint_leniency_granted on complaint_leniency (decided_at, id) where state = 'GRANTED';

insert into identity_permission (role_code, action) values ('finance', 'complaint.payout') on conflict do nothing;
