-- The first bill of the new billing is compared with the last one of the old company before a customer sees it: bills that
-- the new billing makes for trial are read from a file. Whatever file is read is registered, and each line that could not
-- be used is kept with its reason.

create table billing_setting (
  merger_id     bigint primary key references merger_merger,
  bill_amount   numeric(14,2) not null check (bill_amount >= 0),
  bill_percent  numeric(5,1) not null check (bill_percent >= 0),
  chase_hours   integer not null check (chase_hours between 1 and 999),
  open_invoices text not null check (open_invoices in ('OLD', 'NEW')),
  changed_by    bigint not null references identity_staff,
  changed_at    timestamptz not null,
  version       integer not null default 0
);
comment on column billing_setting.bill_amount is 'Euro; a bill that differs by more stops its account.';
comment on column billing_setting.bill_percent is 'Of the last bill of the old company; a bill that differs by more stops its account.';
comment on column billing_setting.chase_hours is 'Opening hours after which who did not acknowledge a hand-over is chased.';
comment on column billing_setting.open_invoices is 'Which company collects what was billed before the hand-over and is not paid.';

create table billing_file (
  id        bigint generated always as identity primary key,
  merger_id bigint not null references merger_merger,
  kind      text not null check (kind in ('BILLS', 'START_ANSWER', 'STOP_ANSWER', 'BANK', 'LATE')),
  name      text not null check (length(name) <= 300),
  sha256    text not null check (length(sha256) = 64),
  bytes     bigint not null,
  used      integer not null default 0,
  unused    integer not null default 0,
  taken_by  bigint not null references identity_staff,
  taken_at  timestamptz not null,
  unique (merger_id, kind, sha256)
);

create table billing_unused_line (
  id          bigint generated always as identity primary key,
  file_id     bigint not null references billing_file,
  line_no     bigint not null,
  reason      text not null,
  raw         text not null,
  identity_id bigint references customer_identity
);
create index billing_unused_line_file on billing_unused_line (file_id, line_no);
create index billing_unused_line_identity on billing_unused_line (identity_id);

create table billing_bill (
  merger_id   bigint not null references merger_merger,
  identity_id bigint not null references customer_identity,
  account_key text not null,
  file_id     bigint not null references billing_file,
  line_no     bigint not null,
  amount      numeric(14,2) not null,
  old_amount  numeric(14,2),
  old_from    text check (old_from in ('INVOICE', 'CONTRACT')),
  primary key (merger_id, identity_id, account_key)
);
create index billing_bill_identity on billing_bill (identity_id);
comment on column billing_bill.old_amount is 'Of the last bill of the old company, else what its contracts cost a month; empty if neither is known.';
