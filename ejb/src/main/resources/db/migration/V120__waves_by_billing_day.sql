-- Customers of the acquired company go over in waves, by the day on which they are billed. A member of a wave is a billing
-- account; a wave is all accounts of one billing day on one day. What stops a member is a row with its code and what shows
-- it; how a member came where it is can be read afterwards.

create table wave_setting (
  merger_id         bigint primary key references merger_merger,
  capacity          integer not null check (capacity > 0),
  pilot_size        integer not null check (pilot_size >= 0),
  employees_from    date not null,
  pilot_from        date not null,
  rest_from         date not null,
  moves_before_task integer not null check (moves_before_task > 0),
  data_hours        integer not null check (data_hours > 0),
  margin_days       integer not null check (margin_days >= 0),
  changed_by        bigint references identity_staff,
  changed_at        timestamptz,
  version           integer not null default 0,
  check (employees_from <= pilot_from and pilot_from <= rest_from)
);
comment on column wave_setting.capacity is 'Billing accounts that can go over on one day, over all waves of that day.';
comment on column wave_setting.moves_before_task is 'An account that was moved so often becomes a task for a person.';
comment on column wave_setting.data_hours is 'An extract older than this is too old for a cut-over.';
comment on column wave_setting.margin_days is 'Working days that printing, posting and what comes back take before the legal term begins.';

create table wave_blackout (
  id         bigint generated always as identity primary key,
  merger_id  bigint not null references merger_merger,
  from_day   date not null,
  to_day     date not null,
  reason     text not null check (btrim(reason) <> '' and length(reason) <= 200),
  added_by   bigint not null references identity_staff,
  added_at   timestamptz not null,
  ended_by   bigint references identity_staff,
  ended_at   timestamptz,
  check (from_day <= to_day),
  check ((ended_at is null) = (ended_by is null))
);
create index wave_blackout_merger on wave_blackout (merger_id, from_day) where ended_at is null;
comment on table wave_blackout is 'Days on which no customers go over: a freeze of either company, or of its bank.';

create table wave_wave (
  id          bigint generated always as identity primary key,
  merger_id   bigint not null references merger_merger,
  billing_day smallint not null check (billing_day between 1 and 31),
  day         date not null,
  phase       text not null check (phase in ('EMPLOYEES', 'PILOT', 'REST')),
  state       text not null default 'PLANNED' check (state in ('PLANNED', 'RELEASED', 'CALLED_OFF')),
  checked_at  timestamptz,
  version     integer not null default 0,
  unique (merger_id, billing_day, day)
);
comment on column wave_wave.billing_day is 'The day on which its accounts are billed; 29 to 31 in a shorter month on its last day.';
comment on column wave_wave.phase is 'For whom it was first planned; who was moved may come from an earlier phase.';

create table wave_member (
  id           bigint generated always as identity primary key,
  merger_id    bigint not null references merger_merger,
  wave_id      bigint references wave_wave,
  identity_id  bigint not null references customer_identity,
  account_key  text not null,
  person_id    bigint not null,
  phase        text not null check (phase in ('EMPLOYEES', 'PILOT', 'REST')),
  billing_day  smallint check (billing_day between 1 and 31),
  by_debit     boolean not null,
  label        text,
  split        text check (split in ('DIFFERENT_DAYS', 'LATER_ACCOUNT', 'BY_HAND')),
  state        text not null default 'PLANNED' check (state in ('PLANNED', 'HELD', 'MOVED', 'RELEASED', 'GONE')),
  reason       text check (length(reason) <= 400),
  moves        integer not null default 0,
  version      integer not null default 0,
  unique (merger_id, identity_id, account_key),
  check (state not in ('HELD', 'RELEASED') or wave_id is not null)
);
comment on column wave_member.person_id is 'The identity for which the party of the customer was made: the same in a rehearsal and live.';
comment on column wave_member.split is 'Why not all accounts of this person go together.';
comment on column wave_member.moves is 'How often it had to go to a later wave.';
create index wave_member_wave on wave_member (wave_id, id);
create index wave_member_person on wave_member (merger_id, person_id);

-- What happened to a member, after it was first planned.
create table wave_event (
  id        bigint generated always as identity primary key,
  member_id bigint not null references wave_member,
  at        timestamptz not null,
  staff_id  bigint references identity_staff,
  kind      text not null check (kind in ('REPLANNED', 'MOVED', 'HELD', 'LET_GO', 'ACCEPTED', 'RELEASED', 'GONE')),
  from_wave bigint references wave_wave,
  to_wave   bigint references wave_wave,
  reason    text check (length(reason) <= 400)
);
create index wave_event_member on wave_event (member_id, id);

create table wave_guard_result (
  id              bigint generated always as identity primary key,
  wave_id         bigint not null references wave_wave,
  member_id       bigint references wave_member,
  code            text not null,
  evidence_kind   text not null,
  evidence_key    text not null,
  detail          text,
  found_at        timestamptz not null,
  checked_at      timestamptz not null,
  cleared_at      timestamptz,
  accepted_by     bigint references identity_staff,
  accepted_at     timestamptz,
  accepted_reason text check (length(accepted_reason) <= 400),
  check ((accepted_at is null) = (accepted_by is null)),
  check (accepted_at is null or btrim(accepted_reason) <> '')
);
comment on column wave_guard_result.member_id is 'Whom it stops; empty for what stops the whole wave.';
comment on column wave_guard_result.evidence_key is 'Key of the row that shows it, at the company that delivered it.';
create unique index wave_guard_result_member on wave_guard_result (member_id, code) where cleared_at is null and member_id is not null;
create unique index wave_guard_result_wave on wave_guard_result (wave_id, code) where cleared_at is null and member_id is null;
create index wave_guard_result_open on wave_guard_result (wave_id, code) where cleared_at is null;

create table wave_decision (
  id       bigint generated always as identity primary key,
  wave_id  bigint not null references wave_wave,
  side     text not null check (side in ('LEAD', 'FINANCE')),
  verdict  text not null check (verdict in ('GO', 'NO_GO')),
  staff_id bigint not null references identity_staff,
  at       timestamptz not null,
  reason   text check (length(reason) <= 400),
  moved    integer not null default 0,
  check (verdict = 'GO' or btrim(reason) <> '')
);
create index wave_decision_wave on wave_decision (wave_id, id);
comment on column wave_decision.moved is 'Accounts that this verdict sent to a later wave.';

create table wave_planning (
  id         bigint generated always as identity primary key,
  merger_id  bigint not null references merger_merger,
  run_id     bigint not null references merger_run,
  at         timestamptz not null,
  staff_id   bigint not null references identity_staff,
  accounts   integer not null,
  added      integer not null,
  moved      integer not null,
  gone       integer not null,
  without    integer not null
);
create index wave_planning_merger on wave_planning (merger_id, id desc);
comment on column wave_planning.without is 'Accounts without a wave: nobody knows when they are billed, or no day has room for them.';

-- Who carries the migration plans its waves; lead and finance decide on each with the rights they have.
insert into identity_permission (role_code, action)
select role, 'merger.waves' from unnest(array['migrationOperator', 'migrationLead']) role
on conflict do nothing;
