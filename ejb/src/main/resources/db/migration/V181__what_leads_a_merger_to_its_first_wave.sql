-- The bigger the organisations, the longer the list of what must be ready before customers go over, and the greater the
-- chance that something is forgotten. Each item has somebody who does it and a day; what is required stops the waves until
-- it is done with something that shows it, or until two people agreed that it does not apply here.
do $$
declare
  rule text;
begin
  select pg_get_constraintdef(oid) into rule from pg_constraint where conname = 'sla_policy_stage_check';
  alter table sla_policy drop constraint sla_policy_stage_check;
  execute 'alter table sla_policy add constraint sla_policy_stage_check '
    || replace(rule, '''LEAK''::text', '''LEAK''::text, ''CHECKLIST''::text');
end $$;
insert into sla_policy (channel, stage, kind, amount, roll, breach_role) values
  (null, 'CHECKLIST', 'ON_DATE', 0, 'BACKWARD', 'migrationLead');

create table programme_programme (
  merger_id  bigint primary key references merger_merger,
  begun_by   bigint not null references identity_staff,
  begun_at   timestamptz not null,
  read_share integer not null default 100 check (read_share between 1 and 100),
  version    integer not null default 0
);
comment on column programme_programme.read_share is 'So many per cent of those who are to read the briefing must have read it before a wave goes.';

create table programme_item (
  id           bigint generated always as identity primary key,
  merger_id    bigint not null references programme_programme,
  code         text,
  title        text check (btrim(title) <> '' and length(title) <= 200),
  role_code    text not null references identity_role,
  required     boolean not null,
  owner_id     bigint references identity_staff,
  due_on       date not null,
  state        text not null default 'OPEN' check (state in ('OPEN', 'ASKED', 'DONE', 'NOT_APPLICABLE')),
  evidence     text check (length(evidence) <= 2000),
  done_by      bigint references identity_staff,
  done_at      timestamptz,
  reason       text check (length(reason) <= 400),
  asked_by     bigint references identity_staff,
  confirmed_by bigint references identity_staff,
  version      integer not null default 0,
  check ((code is null) <> (title is null)),
  check ((state = 'DONE') = (done_at is not null) and (done_at is null) = (done_by is null)),
  check (state <> 'DONE' or btrim(evidence) <> ''),
  check (state not in ('ASKED', 'NOT_APPLICABLE') or btrim(reason) <> '' and asked_by is not null),
  check (confirmed_by <> asked_by),
  check (state <> 'NOT_APPLICABLE' or not required or confirmed_by is not null)
);
comment on column programme_item.code is 'Of the list that every merger begins with; empty for what a person added.';
comment on column programme_item.required is 'No wave goes before it is done, or two people agreed that it does not apply.';
comment on column programme_item.role_code is 'Whose work it is while nobody has it.';
comment on column programme_item.state is 'ASKED: somebody says that it does not apply, and a second person decides.';
create unique index programme_item_code on programme_item (merger_id, code) where code is not null;
create index programme_item_of on programme_item (merger_id, due_on, id);

create table programme_item_event (
  id       bigint generated always as identity primary key,
  item_id  bigint not null references programme_item,
  at       timestamptz not null,
  staff_id bigint not null references identity_staff,
  kind     text not null check (kind in ('ADDED', 'GIVEN', 'MOVED', 'DONE', 'REOPENED', 'ASKED', 'NOT_APPLICABLE', 'KEPT')),
  note     text check (length(note) <= 2000)
);
create index programme_item_event_of on programme_item_event (item_id, id);

-- What if: written out beforehand, worst case first, with who decides then.
create table programme_scenario (
  id         bigint generated always as identity primary key,
  merger_id  bigint not null references programme_programme,
  place      integer not null,
  title      text not null check (btrim(title) <> '' and length(title) <= 200),
  what       text not null check (btrim(what) <> '' and length(what) <= 4000),
  decider_id bigint not null references identity_staff,
  changed_by bigint not null references identity_staff,
  changed_at timestamptz not null,
  ended_at   timestamptz,
  version    integer not null default 0
);
create index programme_scenario_of on programme_scenario (merger_id, place, id);
create table programme_scenario_read (
  scenario_id bigint not null references programme_scenario,
  version     integer not null,
  staff_id    bigint not null references identity_staff,
  read_at     timestamptz not null,
  primary key (scenario_id, version, staff_id)
);

-- All who serve customers read the same before the first wave: customers use the ways they always used, whatever select
-- team was trained. A new version is read anew.
create table programme_briefing (
  id           bigint generated always as identity primary key,
  merger_id    bigint not null references programme_programme,
  no           integer not null,
  title        text not null check (btrim(title) <> '' and length(title) <= 200),
  body         text not null check (btrim(body) <> '' and length(body) <= 20000),
  published_by bigint not null references identity_staff,
  published_at timestamptz not null,
  unique (merger_id, no)
);
-- Who is to read a version, one row each; whoever comes later gets one too.
create table programme_reader (
  id             bigint generated always as identity primary key,
  briefing_id    bigint not null references programme_briefing,
  staff_id       bigint not null references identity_staff,
  read_at        timestamptz,
  excused_by     bigint references identity_staff,
  excused_at     timestamptz,
  excused_reason text check (length(excused_reason) <= 400),
  unique (briefing_id, staff_id),
  check ((excused_at is null) = (excused_by is null)),
  check (excused_at is null or btrim(excused_reason) <> ''),
  check (excused_by <> staff_id)
);
comment on column programme_reader.excused_by is 'Who says that he is not there to read it; what he reads when he is back he reads then.';

insert into identity_permission (role_code, action)
select role, action
  from (values
    ('migrationLead',        array['programme.lead', 'programme.confirm']),
    ('finance',              array['programme.confirm']),
    ('adviser',              array['briefing.read']),
    ('contactPerson',        array['briefing.read']),
    ('backOfficeHandler',    array['briefing.read']),
    ('complaintCoordinator', array['briefing.read']),
    ('departmentOwner',      array['briefing.read']),
    ('teamLead',             array['briefing.read', 'briefing.excuse'])
  ) as grants (role, actions), unnest(actions) action
on conflict do nothing;
