-- When a wave went over, the new billing must start and the old company stop: two files tell them, made once per wave.
-- What both answer is kept per account, which is live once both said yes. Klantbrug never debits: it keeps who may.

create table billing_handover (
  id         bigint generated always as identity primary key,
  merger_id  bigint not null references merger_merger,
  wave_id    bigint not null references wave_wave,
  no         integer not null,
  cutover_id bigint,
  made_at    timestamptz not null,
  made_by    bigint references identity_staff,
  undone_at  timestamptz,
  unique (wave_id, no)
);
create index billing_handover_merger on billing_handover (merger_id, id);
comment on column billing_handover.no is 'The first is of the whole wave; a later one holds only what changed since.';
comment on column billing_handover.cutover_id is 'What carried the wave; empty where that is not known.';

create table billing_handover_file (
  handover_id bigint not null references billing_handover,
  side        text not null check (side in ('START', 'STOP')),
  name        text not null,
  sha256      text not null check (length(sha256) = 64),
  lines       integer not null,
  accounts    integer not null,
  total       numeric(14,2) not null,
  primary key (handover_id, side)
);
comment on column billing_handover_file.total is 'Euro a month of its accounts.';

create table billing_handover_line (
  handover_id bigint not null references billing_handover,
  side        text not null check (side in ('START', 'STOP')),
  no          integer not null,
  member_id   bigint not null references wave_member,
  identity_id bigint not null references customer_identity,
  kind        text not null check (kind in ('ACCOUNT', 'CONTRACT', 'MANDATE', 'INVOICE', 'ARRANGEMENT')),
  row_key     text not null,
  change      text not null check (change in ('NEW', 'CHANGED', 'ENDED')),
  line        text not null,
  primary key (handover_id, side, no)
);
create index billing_handover_line_member on billing_handover_line (member_id, side, kind, row_key, handover_id);
create index billing_handover_line_identity on billing_handover_line (identity_id);

create table billing_account (
  member_id         bigint primary key references wave_member,
  merger_id         bigint not null references merger_merger,
  wave_id           bigint not null references wave_wave,
  identity_id       bigint not null references customer_identity,
  account_key       text not null,
  by_debit          boolean not null,
  first_debit_on    date not null,
  amount            numeric(14,2),
  iban              text,
  creditor_id       text,
  mandate_key       text,
  mandate_iban      text,
  state             text not null check (state in ('HELD', 'HANDED_OVER', 'BOTH_CONFIRMED', 'LIVE')),
  held_because      text,
  start_answer      text check (start_answer in ('ACCEPTED', 'REFUSED')),
  start_reason      text,
  start_at          timestamptz,
  stop_answer       text check (stop_answer in ('ACCEPTED', 'REFUSED')),
  stop_reason       text,
  stop_at           timestamptz,
  live_at           timestamptz,
  dunning_from      timestamptz,
  undone_at         timestamptz,
  version           integer not null default 0,
  check ((state = 'HELD') = (held_because is not null)),
  check (state not in ('BOTH_CONFIRMED', 'LIVE') or start_answer = 'ACCEPTED' and stop_answer = 'ACCEPTED')
);
create index billing_account_wave on billing_account (wave_id, member_id);
create index billing_account_identity on billing_account (identity_id);
create index billing_account_mandate on billing_account (merger_id, mandate_key);
comment on column billing_account.amount is 'Euro that its first debit should be; empty if nobody knows.';
comment on column billing_account.iban is 'To which its customer pays from the wave on.';
comment on column billing_account.dunning_from is 'From when on reminders may be sent; none before its first debit was verified.';

create table billing_invoice_owner (
  member_id   bigint not null references wave_member,
  invoice_key text not null,
  identity_id bigint not null references customer_identity,
  owner       text not null check (owner in ('OLD', 'NEW', 'NOBODY')),
  reason      text not null check (reason in ('PAID', 'WRITTEN_OFF', 'ARRANGEMENT', 'BILLED_BEFORE')),
  amount      numeric(14,2),
  open_amount numeric(14,2),
  primary key (member_id, invoice_key)
);
create index billing_invoice_owner_identity on billing_invoice_owner (identity_id);

create table billing_prenotification (
  member_id   bigint primary key references wave_member,
  identity_id bigint not null references customer_identity,
  told_on     date not null
);
create index billing_prenotification_identity on billing_prenotification (identity_id);
comment on table billing_prenotification is 'When the customer heard of the first debit by his new creditor.';
