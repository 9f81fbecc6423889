-- Who must think of everything while the phones ring forgets half of it. What can go wrong is written out beforehand, the worst
-- first, with who does what by when, what customers are told by which way, and the questions they will ask. In a crisis a
-- scenario is chosen, and its steps become tasks. A scenario is of the house; what a merger wrote for itself
-- (programme_scenario: who decides there) is linked to it, so that both are read together and nothing stands twice.

-- ---------------------------------------------------------------- written beforehand
create table crisis_scenario (
  id         bigint generated always as identity primary key,
  code       text unique,
  severity   smallint not null check (severity between 1 and 3),
  title_nl   text not null check (btrim(title_nl) <> '' and length(title_nl) <= 200),
  title_en   text not null check (btrim(title_en) <> '' and length(title_en) <= 200),
  what_nl    text not null check (btrim(what_nl) <> '' and length(what_nl) <= 4000),
  what_en    text not null check (btrim(what_en) <> '' and length(what_en) <= 4000),
  owner_id   bigint references identity_staff,
  review_on  date not null,
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  ended_at   timestamptz,
  version    integer not null default 0
);
comment on column crisis_scenario.code is 'Of those that come with the system; empty for what people wrote.';
comment on column crisis_scenario.severity is '3 the worst; as the level of the crisis that it would be.';
comment on column crisis_scenario.owner_id is 'Who looks at it on its day; empty: whoever leads crises.';

create table crisis_scenario_step (
  id          bigint generated always as identity primary key,
  scenario_id bigint not null references crisis_scenario,
  place       integer not null check (place between 1 and 999),
  what_nl     text not null check (btrim(what_nl) <> '' and length(what_nl) <= 1000),
  what_en     text not null check (btrim(what_en) <> '' and length(what_en) <= 1000),
  role_code   text not null references identity_role,
  owner_id    bigint references identity_staff,
  minutes     integer not null check (minutes between 1 and 43200),
  evidence    boolean not null
);
comment on column crisis_scenario_step.minutes is 'Within so many of the declaration, by the clock: a crisis knows no office hours.';
create index crisis_scenario_step_of on crisis_scenario_step (scenario_id, place, id);

create table crisis_scenario_draft (
  id          bigint generated always as identity primary key,
  scenario_id bigint not null references crisis_scenario,
  relation    text not null check (relation in ('AFFECTED', 'OWN', 'CAME_OVER', 'ABOUT_TO_COME', 'BUSINESS', 'BOTH', 'NOT_AFFECTED')),
  means       text not null check (means in ('LETTER', 'MAIL', 'CAMPAIGN', 'NONE')),
  text_nl     text not null check (btrim(text_nl) <> '' and length(text_nl) <= 4000),
  text_en     text not null check (btrim(text_en) <> '' and length(text_en) <= 4000)
);
comment on column crisis_scenario_draft.relation is 'Which customers: BOTH were of both companies.';
comment on column crisis_scenario_draft.means is 'NONE: they are told nothing, and the text says why.';
create index crisis_scenario_draft_of on crisis_scenario_draft (scenario_id, id);

create table crisis_scenario_question (
  id          bigint generated always as identity primary key,
  scenario_id bigint not null references crisis_scenario,
  question_nl text not null check (btrim(question_nl) <> '' and length(question_nl) <= 300),
  question_en text not null check (btrim(question_en) <> '' and length(question_en) <= 300),
  item_id     bigint references knowledge_item
);
comment on column crisis_scenario_question.item_id is 'The answer that lies ready; empty while it is to be written.';
create index crisis_scenario_question_of on crisis_scenario_question (scenario_id, id);

create table crisis_scenario_version (
  scenario_id bigint not null references crisis_scenario,
  version     integer not null,
  severity    smallint not null,
  title_nl    text not null,
  title_en    text not null,
  what_nl     text not null,
  what_en     text not null,
  review_on   date not null,
  steps       text not null,
  drafts      text not null,
  questions   text not null,
  changed_by  bigint references identity_staff,
  changed_at  timestamptz,
  primary key (scenario_id, version)
);
comment on table crisis_scenario_version is 'What each version said, its parts one to a line; only added to.';

create table crisis_scenario_merger (
  scenario_id           bigint not null references crisis_scenario,
  programme_scenario_id bigint not null references programme_scenario,
  linked_by             bigint not null references identity_staff,
  linked_at             timestamptz not null,
  primary key (scenario_id, programme_scenario_id)
);
comment on table crisis_scenario_merger is 'What a merger wrote for the same case: who decides there, and what is peculiar to it.';

-- ---------------------------------------------------------------- chosen in a crisis
create table crisis_chosen (
  crisis_id   bigint not null references crisis_crisis,
  scenario_id bigint not null references crisis_scenario,
  version     integer not null,
  chosen_by   bigint not null references identity_staff,
  chosen_at   timestamptz not null,
  primary key (crisis_id, scenario_id)
);
comment on column crisis_chosen.version is 'As it was then; it may be rewritten since.';

create table crisis_step (
  id          bigint generated always as identity primary key,
  crisis_id   bigint not null references crisis_crisis,
  scenario_id bigint references crisis_scenario,
  place       integer not null,
  what_nl     text not null check (btrim(what_nl) <> '' and length(what_nl) <= 1000),
  what_en     text not null check (btrim(what_en) <> '' and length(what_en) <= 1000),
  role_code   text not null references identity_role,
  owner_id    bigint references identity_staff,
  due_at      timestamptz not null,
  evidence    boolean not null,
  state       text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'NOT_APPLICABLE')),
  words       text check (length(words) <= 2000),
  ended_by    bigint references identity_staff,
  ended_at    timestamptz,
  version     integer not null default 0,
  check ((state = 'OPEN') = (ended_at is null) and (ended_at is null) = (ended_by is null)),
  check (state <> 'NOT_APPLICABLE' or btrim(words) <> '')
);
comment on column crisis_step.scenario_id is 'Empty for a step that somebody added by hand.';
comment on column crisis_step.evidence is 'It is done only with something that shows it: words or a file.';
comment on column crisis_step.words is 'What shows that it is done, or why it does not apply.';
create index crisis_step_of on crisis_step (crisis_id, state, due_at, id);

-- ---------------------------------------------------------------- who may
insert into identity_permission (role_code, action)
values ('crisisLead', 'scenario.write'), ('crisisMember', 'scenario.write')
on conflict do nothing;
