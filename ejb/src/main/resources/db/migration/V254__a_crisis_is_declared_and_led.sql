-- When something goes wrong that is bigger than one complaint or one wave, nobody knew who decides, what was decided, and
-- when it was over. A crisis is proposed, decided on by one person with a reason, led, stood down by a person and closed. What
-- was known and decided meanwhile is a log that only grows.

-- ---------------------------------------------------------------- the crisis
create sequence crisis_number_seq;
create table crisis_crisis (
  id               bigint generated always as identity primary key,
  number           text not null unique check (number ~ '^C-[0-9]{4}-[0-9]{4,}$'),
  name             text not null check (btrim(name) <> '' and length(name) <= 120),
  what_happened    text not null check (btrim(what_happened) <> '' and length(what_happened) <= 4000),
  level            smallint check (level between 1 and 3),
  state            text not null check (state in ('CANDIDATE', 'REJECTED', 'DECLARED', 'STOOD_DOWN', 'CLOSED')),
  exercise         boolean not null,
  lead_id          bigint references identity_staff,
  cause            text check (length(cause) <= 200),
  proposed_by      bigint not null references identity_staff,
  proposed_at      timestamptz not null,
  decided_by       bigint references identity_staff,
  decided_at       timestamptz,
  decided_why      text check (length(decided_why) <= 2000),
  stood_down_by    bigint references identity_staff,
  stood_down_at    timestamptz,
  stood_down_why   text check (length(stood_down_why) <= 2000),
  closed_by        bigint references identity_staff,
  closed_at        timestamptz,
  process_instance text,
  report_minutes   integer check (report_minutes between 15 and 1440),
  next_report_at   timestamptz,
  version          integer not null default 0,
  check ((decided_by is null) = (decided_at is null)),
  check ((stood_down_by is null) = (stood_down_at is null)),
  check ((closed_by is null) = (closed_at is null)),
  check (state <> 'CANDIDATE' or decided_at is null)
);
comment on column crisis_crisis.level is '3 is the worst; empty until somebody decided that it is one.';
comment on column crisis_crisis.exercise is 'Nothing leaves the system: no mail, no letter, no hold of real waves.';
comment on column crisis_crisis.cause is 'What it comes from, as far as it is known.';
comment on column crisis_crisis.next_report_at is 'By when the next situation report is asked for; empty while none is.';
create index crisis_crisis_state on crisis_crisis (state, id);
create index crisis_crisis_running on crisis_crisis (id) where state = 'DECLARED';

create table crisis_log (
  id        bigint generated always as identity primary key,
  crisis_id bigint not null references crisis_crisis,
  at        timestamptz not null,
  staff_id  bigint references identity_staff,
  kind      text not null check (kind ~ '^[A-Z][A-Z_]{1,39}$'),
  text      text not null check (btrim(text) <> '' and length(text) <= 8000)
);
comment on table crisis_log is 'What was known, decided, handed over and done, in the order in which it was; only added to.';
comment on column crisis_log.staff_id is 'Empty for what happened by itself.';
create index crisis_log_crisis on crisis_log (crisis_id, id);

-- ---------------------------------------------------------------- who works on it
create table crisis_member (
  id        bigint generated always as identity primary key,
  crisis_id bigint not null references crisis_crisis,
  staff_id  bigint not null references identity_staff,
  added_by  bigint not null references identity_staff,
  added_at  timestamptz not null,
  joined_at timestamptz,
  left_at   timestamptz
);
create unique index crisis_member_once on crisis_member (crisis_id, staff_id) where left_at is null;

-- ---------------------------------------------------------------- what colleagues say to customers
create table crisis_briefing (
  id         bigint generated always as identity primary key,
  crisis_id  bigint not null references crisis_crisis,
  say        text not null check (btrim(say) <> '' and length(say) <= 8000),
  not_say    text check (length(not_say) <= 8000),
  written_by bigint not null references identity_staff,
  written_at timestamptz not null
);
comment on table crisis_briefing is 'What advisers say and do not say; the newest holds, those before it stay.';
create index crisis_briefing_crisis on crisis_briefing (crisis_id, id);

create table crisis_question (
  crisis_id bigint not null references crisis_crisis,
  item_id   bigint not null references knowledge_item,
  linked_by bigint not null references identity_staff,
  linked_at timestamptz not null,
  primary key (crisis_id, item_id)
);

-- ---------------------------------------------------------------- who may
insert into identity_permission (role_code, action)
select role, action
  from (values
    ('crisisDuty', array['crisis.read', 'crisis.propose', 'crisis.work', 'work.do', 'knowledge.read']),
    ('crisisLead', array['crisis.read', 'crisis.propose', 'crisis.work', 'crisis.lead', 'work.do']),
    ('crisisMember', array['crisis.read', 'crisis.propose', 'crisis.work', 'work.do', 'knowledge.read']),
    ('logKeeper', array['crisis.read', 'crisis.work', 'work.do', 'knowledge.read']),
    ('spokesperson', array['crisis.read', 'crisis.work']), ('legal', array['crisis.read', 'crisis.work']),
    ('editor', array['crisis.read']), ('migrationLead', array['crisis.read', 'crisis.propose', 'crisis.work']),
    ('teamLead', array['crisis.read', 'crisis.propose']), ('auditor', array['crisis.read']),
    ('admin', array['crisis.read'])) as may(role, actions),
    unnest(actions) as action
on conflict do nothing;
