-- Until now nobody could say by when a customer must have heard from us. When we are open, how long each channel and
-- stage may take, and the clock of each thing that a customer waits for are kept here (decision 0010).

-- ---------------------------------------------------------------- calendar: when we are open
-- One row: who changes anything of the calendar says which version they saw. The stamp says which rows were read.
create table calendar_state (
  only_one boolean primary key default true check (only_one),
  version  integer not null default 0,
  stamp    uuid not null default gen_random_uuid()
);
insert into calendar_state default values;

create table calendar_window (
  id          bigint generated always as identity primary key,
  channel     text,
  weekday     integer not null check (weekday between 1 and 7),
  from_minute integer not null check (from_minute >= 0),
  to_minute   integer not null check (to_minute > from_minute and to_minute <= 1440)
);
comment on column calendar_window.channel is 'Empty: for all channels without hours of their own.';
comment on column calendar_window.weekday is '1 is Monday.';
insert into calendar_window (channel, weekday, from_minute, to_minute)
select null, day, 9 * 60, 17 * 60 from generate_series(1, 5) day
union all
select 'PHONE', day, 8 * 60, 20 * 60 from generate_series(1, 5) day
union all
select 'PHONE', 6, 9 * 60, 17 * 60;

create table calendar_day (
  id          bigint generated always as identity primary key,
  day         date not null,
  channel     text,
  closed      boolean not null,
  from_minute integer check (from_minute >= 0),
  to_minute   integer check (to_minute > from_minute and to_minute <= 1440),
  reason      text not null check (btrim(reason) <> ''),
  constraint closed_or_open_at_some_hours check (closed = (from_minute is null) and closed = (to_minute is null))
);
create index calendar_day_day on calendar_day (day);

-- Bevrijdingsdag is a day off once in five years in many collective agreements; Good Friday is a working day.
create table calendar_holiday (
  holiday text primary key,
  rule    text not null check (rule in ('CLOSED', 'OPEN', 'EVERY_FIVE_YEARS'))
);
insert into calendar_holiday (holiday, rule) values
  ('NEW_YEAR', 'CLOSED'), ('GOOD_FRIDAY', 'OPEN'), ('EASTER', 'CLOSED'), ('EASTER_MONDAY', 'CLOSED'),
  ('KINGS_DAY', 'CLOSED'), ('LIBERATION_DAY', 'EVERY_FIVE_YEARS'), ('ASCENSION_DAY', 'CLOSED'),
  ('PENTECOST', 'CLOSED'), ('WHIT_MONDAY', 'CLOSED'), ('CHRISTMAS', 'CLOSED'), ('SECOND_CHRISTMAS_DAY', 'CLOSED');

-- ---------------------------------------------------------------- sla: how long a customer waits at most
-- A version of a row is never changed: it is replaced, and a clock keeps pointing at the one by which it runs.
create table sla_policy (
  id          bigint generated always as identity primary key,
  channel     text,
  stage       text not null check (stage in ('FIRST_ANSWER', 'ACKNOWLEDGE', 'OUTCOME', 'FEEDBACK', 'AGREEMENT')),
  kind        text not null check (kind in ('ANSWER_WITHIN', 'DURING_CONTACT', 'SAME_WORKING_DAY',
                'SAME_OR_ONE_WORKING_DAY', 'WITHIN_OPENING_TIME', 'WITHIN_WORKING_DAYS', 'ON_DATE')),
  amount      integer not null default 0 check (amount >= 0),
  hours       integer not null default 0 check (hours >= 0),
  roll        text not null default 'FORWARD' check (roll in ('FORWARD', 'BACKWARD', 'NONE')),
  breach_role text not null references identity_role default 'teamLead',
  version     integer not null default 1,
  changed_at  timestamptz,
  changed_by  bigint references identity_staff,
  replaced_at timestamptz
);
comment on column sla_policy.channel is 'Empty: for all channels without a row of their own. A first answer has none for all.';
comment on column sla_policy.amount is 'Seconds (ANSWER_WITHIN), minutes (WITHIN_OPENING_TIME) or days (WITHIN_WORKING_DAYS).';
comment on column sla_policy.hours is 'SAME_OR_ONE_WORKING_DAY: the limit in opening hours; 0 for the end of the next working day.';
create unique index sla_policy_in_force on sla_policy (stage, channel) nulls not distinct where replaced_at is null;

-- What customers expect for each channel; a letter, a video call and a message in the portal wait for a choice.
insert into sla_policy (channel, stage, kind, amount) values
  ('PHONE', 'FIRST_ANSWER', 'ANSWER_WITHIN', 30),
  ('IN_PERSON', 'FIRST_ANSWER', 'DURING_CONTACT', 0),
  ('CHAT', 'FIRST_ANSWER', 'DURING_CONTACT', 0),
  ('SOCIAL', 'FIRST_ANSWER', 'SAME_WORKING_DAY', 0),
  ('WHATSAPP', 'FIRST_ANSWER', 'SAME_WORKING_DAY', 0),
  ('WEB_APP', 'FIRST_ANSWER', 'SAME_WORKING_DAY', 0),
  ('MESSENGER', 'FIRST_ANSWER', 'SAME_WORKING_DAY', 0),
  ('EMAIL', 'FIRST_ANSWER', 'SAME_OR_ONE_WORKING_DAY', 0);
-- The stages after it. A promised day that turns out to be closed comes forward: never later than the customer heard.
insert into sla_policy (channel, stage, kind, amount, roll) values
  (null, 'ACKNOWLEDGE', 'WITHIN_WORKING_DAYS', 1, 'FORWARD'),
  (null, 'OUTCOME', 'WITHIN_WORKING_DAYS', 20, 'FORWARD'),
  (null, 'FEEDBACK', 'ON_DATE', 0, 'BACKWARD'),
  (null, 'AGREEMENT', 'ON_DATE', 0, 'BACKWARD');

-- ---------------------------------------------------------------- sla: the clock
create table sla_clock (
  id               bigint generated always as identity primary key,
  subject_kind     text not null check (subject_kind ~ '^[A-Z][A-Z_]*$'),
  subject_id       bigint not null,
  subject_name     text,
  stage            text not null,
  channel          text,
  policy_id        bigint not null references sla_policy,
  received_at      timestamptz not null,
  counted_from     timestamptz not null,
  on_day           date,
  state            text not null check (state in ('RUNNING', 'SUSPENDED', 'MET', 'BREACHED_THEN_MET', 'WITHDRAWN')),
  target_budget_ms bigint not null,
  limit_budget_ms  bigint not null,
  used_ms          bigint not null default 0,
  running_since    timestamptz,
  paused_at        timestamptz,
  paused_ms        bigint not null default 0,
  target_at        timestamptz not null,
  limit_at         timestamptz not null check (limit_at >= target_at),
  warn_at          timestamptz not null,
  ended_at         timestamptz,
  owner_id         bigint references identity_staff,
  owner_role       text references identity_role,
  round            integer not null default 1,
  constraint has_an_owner check (num_nonnulls(owner_id, owner_role) >= 1),
  constraint runs_since check ((state = 'RUNNING') = (running_since is not null and ended_at is null)),
  constraint paused_since check (state <> 'SUSPENDED' or paused_at is not null),
  constraint ended_when_over check ((state in ('RUNNING', 'SUSPENDED')) = (ended_at is null))
);
comment on column sla_clock.subject_name is 'A number or a code that people know it by; no name of a customer.';
comment on column sla_clock.counted_from is 'The receipt, or when another day was agreed.';
comment on column sla_clock.used_ms is 'Opening time that passed before running_since.';
comment on column sla_clock.paused_ms is 'Time, open or closed, that passed in pauses that are over.';
create unique index sla_clock_open on sla_clock (subject_kind, subject_id, stage) where ended_at is null;
create index sla_clock_subject on sla_clock (subject_kind, subject_id);
create index sla_clock_limit on sla_clock (limit_at) where ended_at is null;

-- Why dates moved: one row per change of the calendar or of a reply time.
create table sla_change (
  id       bigint generated always as identity primary key,
  at       timestamptz not null,
  staff_id bigint not null references identity_staff,
  code     text not null,
  day      date,
  channel  text,
  stage    text,
  holiday  text,
  reason   text
);

-- The ledger of a clock: only added to.
create table sla_event (
  id             bigint generated always as identity primary key,
  clock_id       bigint not null references sla_clock,
  kind           text not null check (kind in ('STARTED', 'SUSPENDED', 'RESUMED', 'MOVED', 'MET', 'WITHDRAWN')),
  at             timestamptz not null,
  staff_id       bigint references identity_staff,
  reason         text,
  change_id      bigint references sla_change,
  rolled_day     date,
  rolled_holiday text,
  rolled_reason  text,
  used_ms        bigint not null,
  target_before  timestamptz,
  limit_before   timestamptz,
  target_at      timestamptz not null,
  limit_at       timestamptz not null
);
create index sla_event_clock on sla_event (clock_id, id);
create index sla_event_change on sla_event (change_id) where change_id is not null;

-- ---------------------------------------------------------------- sla: who hears of it
-- due_at is empty while the clock does not run. try_at is when the worker looks: when it is due, else when we open, else
-- a while after it failed.
create table sla_rung (
  id           bigint generated always as identity primary key,
  clock_id     bigint not null references sla_clock,
  round        integer not null,
  kind         text not null check (kind in ('WARN', 'TARGET', 'BREACH', 'MILESTONE')),
  name         text not null default '',
  working_days integer,
  on_day       date,
  due_at       timestamptz,
  try_at       timestamptz,
  failures     integer not null default 0,
  fired_at     timestamptz,
  unique (clock_id, round, kind, name),
  constraint named_if_a_milestone check ((kind = 'MILESTONE') = (name <> '')),
  constraint tried_if_due check ((due_at is null) = (try_at is null))
);
create index sla_rung_waiting on sla_rung (try_at, id) where fired_at is null and try_at is not null;

create table sla_told (
  id        bigint generated always as identity primary key,
  rung_id   bigint not null references sla_rung,
  clock_id  bigint not null references sla_clock,
  staff_id  bigint references identity_staff,
  role_code text references identity_role,
  told_at   timestamptz not null,
  constraint somebody check (num_nonnulls(staff_id, role_code) = 1)
);
create index sla_told_clock on sla_told (clock_id);
create index sla_told_staff on sla_told (staff_id, told_at desc) where staff_id is not null;
create index sla_told_role on sla_told (role_code, told_at desc) where role_code is not null;

-- ---------------------------------------------------------------- who may
insert into identity_permission (role_code, action)
select role, 'replytimes.read'
  from unnest(array['adviser', 'backOfficeHandler', 'complaintCoordinator', 'teamLead', 'admin', 'auditor']) role;
insert into identity_permission (role_code, action) values ('admin', 'replytimes.manage');
