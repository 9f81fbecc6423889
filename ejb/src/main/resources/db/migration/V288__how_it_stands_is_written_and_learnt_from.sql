-- Who comes on shift at night asked whoever was still there how it stands, and half of it was never told. How it stands is
-- written by the clock in fixed fields, what one shift hands to the next is received by a person, and after it all somebody
-- writes what went well and what did not. A crisis from which nothing was learnt comes back, so it is not closed without.

-- ---------------------------------------------------------------- how it stands
create table crisis_rhythm (
  level         smallint primary key check (level between 1 and 3),
  minutes       integer not null check (minutes between 15 and 1440),
  write_minutes integer not null check (write_minutes between 5 and 240),
  changed_by    bigint references identity_staff,
  changed_at    timestamptz,
  version       integer not null default 0
);
comment on column crisis_rhythm.minutes is 'Between two situation reports of a crisis of this level.';
comment on column crisis_rhythm.write_minutes is 'Within so many after it was asked for, a report is written; later it is late.';
insert into crisis_rhythm (level, minutes, write_minutes) values (1, 240, 30), (2, 120, 20), (3, 60, 15);

create table crisis_report (
  id         bigint generated always as identity primary key,
  crisis_id  bigint not null references crisis_crisis,
  no         integer not null,
  due_at     timestamptz not null,
  known      text not null check (btrim(known) <> '' and length(known) <= 4000),
  not_known  text not null check (btrim(not_known) <> '' and length(not_known) <= 4000),
  customers  text not null check (btrim(customers) <> '' and length(customers) <= 4000),
  done       text not null check (btrim(done) <> '' and length(done) <= 4000),
  next       text not null check (btrim(next) <> '' and length(next) <= 4000),
  next_at    timestamptz,
  affected   bigint,
  complaints bigint,
  contacts   bigint,
  holds      bigint not null,
  steps_late bigint not null,
  written_by bigint not null references identity_staff,
  written_at timestamptz not null,
  unique (crisis_id, no)
);
comment on table crisis_report is 'How it stood, in the words of whoever wrote it, with what was counted at that moment; only added to.';
comment on column crisis_report.affected is 'Customers whom it touches; empty if nobody counts them, as are complaints and contacts.';
comment on column crisis_report.next_at is 'By when the next one comes; empty for the last.';

-- ---------------------------------------------------------------- from one shift to the next
create table crisis_handover (
  id           bigint generated always as identity primary key,
  crisis_id    bigint not null references crisis_crisis,
  post         text not null check (post in ('LEAD', 'LOG', 'WORDS')),
  from_id      bigint references identity_staff,
  to_id        bigint not null references identity_staff,
  words        text not null check (btrim(words) <> '' and length(words) <= 4000),
  handed_by    bigint not null references identity_staff,
  handed_at    timestamptz not null,
  received_at  timestamptz,
  withdrawn_at timestamptz,
  check (num_nonnulls(received_at, withdrawn_at) <= 1)
);
comment on column crisis_handover.post is 'Who leads, who keeps the log, who speaks for the house.';
comment on column crisis_handover.from_id is 'Empty if nobody was on this post.';
comment on column crisis_handover.received_at is 'Since when the successor is on; until then the one before is.';
create index crisis_handover_crisis on crisis_handover (crisis_id, id);
create unique index crisis_handover_once on crisis_handover (crisis_id, post) where received_at is null and withdrawn_at is null;

-- ---------------------------------------------------------------- what was learnt
create table crisis_evaluation (
  crisis_id     bigint primary key references crisis_crisis,
  due_on        date not null,
  went_well     text check (length(went_well) <= 4000),
  went_wrong    text check (length(went_wrong) <= 4000),
  causes        text check (length(causes) <= 4000),
  no_action_why text check (length(no_action_why) <= 2000),
  written_by    bigint references identity_staff,
  written_at    timestamptz,
  version       integer not null default 0,
  check ((written_by is null) = (written_at is null))
);
comment on column crisis_evaluation.no_action_why is 'Why nothing has to change; empty if something does.';

create table crisis_action (
  id          bigint generated always as identity primary key,
  crisis_id   bigint not null references crisis_crisis,
  words       text not null check (btrim(words) <> '' and length(words) <= 1000),
  owner_id    bigint not null references identity_staff,
  due_on      date not null,
  state       text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'DROPPED')),
  result      text check (length(result) <= 2000),
  ended_by    bigint references identity_staff,
  ended_at    timestamptz,
  added_by    bigint not null references identity_staff,
  added_at    timestamptz not null,
  target_kind text check (target_kind in ('SCENARIO', 'QUESTION', 'CHECKLIST')),
  target_id   bigint,
  target_by   bigint references identity_staff,
  target_at   timestamptz,
  version     integer not null default 0,
  check ((state = 'OPEN') = (ended_at is null) and (ended_at is null) = (ended_by is null)),
  check (num_nonnulls(target_kind, target_id, target_by, target_at) in (0, 4))
);
comment on column crisis_action.target_kind is 'What it became: a step of a scenario, a change of an answer, an item of a merger''s checklist.';
create index crisis_action_crisis on crisis_action (crisis_id, id);
create index crisis_action_target on crisis_action (target_kind, target_id) where target_kind is not null;
