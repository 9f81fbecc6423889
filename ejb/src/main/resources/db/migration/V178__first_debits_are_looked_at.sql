-- What the bank says of the first debits of accounts that went over: read from its files, booked by rule, verified by finance
-- per wave. Until then no reminder goes out.

create table billing_debit (
  id          bigint generated always as identity primary key,
  merger_id   bigint not null references merger_merger,
  file_id     bigint not null references billing_file,
  line_no     bigint not null,
  reference   text not null,
  kind        text not null check (kind in ('DEBIT', 'RETURN', 'REJECT', 'PAYMENT')),
  side        text not null check (side in ('OLD', 'NEW')),
  member_id   bigint not null references wave_member,
  identity_id bigint not null references customer_identity,
  booked_on   date not null,
  amount      numeric(14,2) not null,
  reason_code text,
  iban        text,
  unique (merger_id, reference)
);
create index billing_debit_member on billing_debit (member_id, booked_on);
create index billing_debit_identity on billing_debit (identity_id);
comment on column billing_debit.reference is 'Of the entry at the bank, so that a statement that overlaps another counts once.';
comment on column billing_debit.kind is 'REJECT did not happen, RETURN was paid back, PAYMENT was made by the customer himself.';

alter table billing_account add column debit_state text not null default 'NONE'
  check (debit_state in ('NONE', 'RIGHT', 'WRONG_AMOUNT', 'TWICE', 'BOTH', 'OLD_ONLY', 'REFUSED', 'REFUNDED'));
alter table billing_account add column debited_on date;
create index billing_account_debit on billing_account (wave_id, debit_state);

create table billing_verification (
  id       bigint generated always as identity primary key,
  wave_id  bigint not null references wave_wave,
  staff_id bigint not null references identity_staff,
  at       timestamptz not null,
  expected integer not null,
  verified integer not null,
  other    integer not null
);
create index billing_verification_wave on billing_verification (wave_id, id);
comment on column billing_verification.verified is 'First debits that were right; their accounts may be sent reminders from now on.';
