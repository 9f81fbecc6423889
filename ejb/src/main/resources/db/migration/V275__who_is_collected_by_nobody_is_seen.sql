-- Who left a wave after the old company had accepted to stop was collected by nobody that month: the old company had given
-- its collections to the bank without him, and the new billing heard that he ended. Each such day of an account is a row now,
-- until somebody collects it or finance lets it go with a reason. What a side is asked besides to start and to stop, it can
-- answer: that an account ended for it, and that it collects a day that nobody else does.

alter table billing_handover add column about text not null default 'ACCOUNTS' check (about in ('ACCOUNTS', 'COLLECTION'));
comment on column billing_handover.about is 'ACCOUNTS: who starts and stops. COLLECTION: who collects a day that nobody collected.';
alter table billing_handover_line drop constraint billing_handover_line_kind_check;
alter table billing_handover_line add constraint billing_handover_line_kind_check
  check (kind in ('ACCOUNT', 'CONTRACT', 'MANDATE', 'INVOICE', 'ARRANGEMENT', 'COLLECTION'));

create table billing_asked (
  handover_id bigint not null references billing_handover,
  side        text not null check (side in ('START', 'STOP')),
  member_id   bigint not null references wave_member,
  identity_id bigint not null references customer_identity,
  kind        text not null check (kind in ('ENDED', 'COLLECT')),
  answer      text check (answer in ('ACCEPTED', 'REFUSED')),
  reason      text,
  answered_at timestamptz,
  primary key (handover_id, side, member_id)
);
create index billing_asked_member on billing_asked (member_id, side);
create index billing_asked_identity on billing_asked (identity_id);
create index billing_asked_open on billing_asked (handover_id) where answer is null;
comment on table billing_asked is 'What a side must answer besides to start and to stop.';

create table billing_uncollected (
  id          bigint generated always as identity primary key,
  merger_id   bigint not null references merger_merger,
  wave_id     bigint not null references wave_wave,
  member_id   bigint not null references wave_member,
  identity_id bigint not null references customer_identity,
  account_key text not null,
  by_debit    boolean not null,
  day         date not null,
  amount      numeric(14,2),
  left_at     timestamptz not null,
  answer_by   date,
  handover_id bigint not null references billing_handover,
  state       text not null check (state in ('ASKED', 'OPEN', 'OLD', 'NEW', 'WAIVED', 'GOES')),
  reason      text,
  decided_by  bigint references identity_staff,
  decided_at  timestamptz,
  version     integer not null default 0,
  unique (member_id, day)
);
create index billing_uncollected_wave on billing_uncollected (wave_id, state, id);
create index billing_uncollected_merger on billing_uncollected (merger_id, id);
create index billing_uncollected_identity on billing_uncollected (identity_id);
create index billing_uncollected_asked on billing_uncollected (handover_id) where state = 'ASKED';
comment on table billing_uncollected is 'Days on which nobody collects an account that left its wave after the old company accepted to stop.';
comment on column billing_uncollected.day is 'On which it is billed: the day of the wave that it left.';
comment on column billing_uncollected.answer_by is
  'Until then the old company could still give it to its bank with the others; empty if that was over.';
comment on column billing_uncollected.handover_id is 'By which a side was asked last.';
comment on column billing_uncollected.state is
  'ASKED: a side was asked and did not answer. OPEN: finance must decide. OLD, NEW: who collects it. WAIVED: nobody will. GOES: it went with its wave after all.';
