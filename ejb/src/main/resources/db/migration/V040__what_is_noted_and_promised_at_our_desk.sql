-- Until now the desk only read. What a colleague notes of a contact, promises and asks for hangs on an identity like
-- every other fact, with an empty cutover_id: no delivery and no taking back ever touches it. The contact itself is a
-- row of contact_contact and the promise one of contact_promise, so that all who read these see it; what only our own
-- desk knows of it stands beside them here.

create table contact_setting (
  name text primary key,
  value integer not null check (value >= 0)
);
comment on table contact_setting is 'repeat_days: so many days after a contact another one about the same topic is a repeat.';
insert into contact_setting (name, value) values ('repeat_days', 7);

-- What questions are about; its name is in the language bundles. Only what has a fixed name can be seen to come back.
create table contact_topic (
  code text primary key,
  position integer not null unique
);
insert into contact_topic (code, position) values
  ('BILL', 1), ('PAYMENT', 2), ('CONTRACT', 3), ('MOVING', 4), ('FAULT', 5), ('DELIVERY', 6), ('TAKEOVER', 7),
  ('CUSTOMER_DATA', 8), ('OTHER', 9);

-- ---------------------------------------------------------------- contacts
create table contact_note (
  contact_id bigint primary key,
  identity_id bigint not null references customer_identity,
  occurred_at timestamptz not null,
  staff_id bigint not null references identity_staff,
  noted_at timestamptz not null,
  form_key uuid not null unique,
  emotion text check (emotion in ('CALM', 'HAPPY', 'CONFUSED', 'WORRIED', 'DISAPPOINTED', 'ANGRY')),
  experience text not null check (experience in ('POSITIVE', 'NEUTRAL', 'NEGATIVE', 'NOT_ASKED')),
  preferred_channel text
);
create index contact_note_identity on contact_note (identity_id, occurred_at desc);
comment on column contact_note.form_key is 'Of the form it was typed in: what is sent twice is noted once.';
comment on column contact_note.preferred_channel is 'What the customer said in this contact; it goes before what companies delivered.';

create table contact_question (
  contact_id bigint not null references contact_note,
  no integer not null,
  topic text not null references contact_topic,
  product text check (length(product) <= 200),
  asked text not null check (btrim(asked) <> '' and length(asked) <= 10000),
  behind text check (length(behind) <= 10000),
  answer text not null check (answer in ('IN_KNOWLEDGE', 'ELSEWHERE', 'NOT_FOUND')),
  result text not null check (result in ('ANSWERED', 'PASSED_ON', 'PROMISED', 'NOT_POSSIBLE')),
  minutes integer not null check (minutes between 0 and 600),
  primary key (contact_id, no)
);
comment on column contact_question.behind is 'The question behind the question: why the customer asks.';

-- What somebody is still typing. No evidence: it goes when the contact is noted.
create table contact_draft (
  id bigint generated always as identity primary key,
  staff_id bigint not null references identity_staff,
  party_id bigint not null references customer_party,
  fields jsonb not null,
  version integer not null default 1,
  begun_at timestamptz not null,
  saved_at timestamptz not null
);
create index contact_draft_mine on contact_draft (staff_id, party_id);

-- ---------------------------------------------------------------- promises
-- One that came over stays as it was delivered. When the desk takes it up, a promise of ours is made of it.
create table contact_promise_work (
  promise_id bigint primary key,
  identity_id bigint not null references customer_identity,
  owner_id bigint references identity_staff,
  owner_role text references identity_role,
  contact_id bigint references contact_note,
  taken_from bigint,
  version integer not null default 0,
  check (num_nonnulls(owner_id, owner_role) = 1)
);
create index contact_promise_work_owner on contact_promise_work (owner_id);
create index contact_promise_work_identity on contact_promise_work (identity_id);
comment on column contact_promise_work.taken_from is 'The delivered promise of which the desk made this one.';

-- What became of a promise. Only added to.
create table contact_promise_event (
  id bigint generated always as identity primary key,
  promise_id bigint not null references contact_promise_work,
  at timestamptz not null,
  staff_id bigint not null references identity_staff,
  kind text not null check (kind in ('MADE', 'TAKEN', 'MOVED', 'GIVEN', 'CONFIRMED', 'KEPT', 'BROKEN', 'WITHDRAWN')),
  due_before date,
  due_after date,
  note text check (btrim(note) <> '' and length(note) <= 10000),
  check (kind not in ('MOVED', 'BROKEN', 'WITHDRAWN') or note is not null)
);
create index contact_promise_event_promise on contact_promise_event (promise_id, id);

-- ---------------------------------------------------------------- exceptions
-- An adviser asks the back office for an exception instead of refusing; the work item carries the decision.
create table contact_exception (
  id bigint generated always as identity primary key,
  identity_id bigint not null references customer_identity,
  contact_id bigint references contact_note,
  asked text not null check (btrim(asked) <> '' and length(asked) <= 10000),
  asked_by bigint not null references identity_staff,
  asked_at timestamptz not null,
  work_item_id bigint not null unique references work_item,
  state text not null default 'OPEN' check (state in ('OPEN', 'GRANTED', 'REFUSED')),
  answer text check (btrim(answer) <> ''),
  answered_by bigint references identity_staff,
  answered_at timestamptz,
  check ((state = 'OPEN') = (answered_at is null)),
  check ((answered_at is null) = (answered_by is null))
);
create index contact_exception_identity on contact_exception (identity_id);
create index contact_exception_asked on contact_exception (asked_by, answered_at);
