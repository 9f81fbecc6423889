-- What customers tell us of our products and processes reached no department: an adviser could only pass it on by word
-- of mouth, and no customer heard what was done with it. A signal goes to a department that must answer, and when it is
-- closed everybody who had to do with it is told.

-- ---------------------------------------------------------------- settings, changed by staff
create table signal_department (
  id           bigint generated always as identity primary key,
  name_nl      text not null unique check (btrim(name_nl) <> '' and length(name_nl) <= 80),
  name_en      text not null unique check (btrim(name_en) <> '' and length(name_en) <= 80),
  owner_id     bigint references identity_staff,
  deputy_id    bigint references identity_staff,
  answer_hours integer not null check (answer_hours between 1 and 400),
  active       boolean not null default true,
  changed_by   bigint references identity_staff,
  changed_at   timestamptz,
  version      integer not null default 0,
  check (owner_id is null or deputy_id is null or owner_id <> deputy_id)
);
comment on column signal_department.owner_id is 'Who answers; empty: everybody with the role of a department owner.';
comment on column signal_department.answer_hours is 'Opening hours; the day on which they are over is the last day for an answer.';
insert into signal_department (name_nl, name_en, answer_hours) values
  ('Facturatie', 'Billing', 16), ('Verkoop', 'Sales', 40), ('Marketing', 'Marketing', 40), ('Techniek', 'Engineering', 40),
  ('Financiën', 'Finance', 24), ('Klantenservice', 'Customer service', 16), ('Juridische zaken', 'Legal affairs', 40);

-- When and how customers hear what is done with what they told us, per kind of signal.
create table signal_policy (
  kind       text primary key check (kind in ('FAULT', 'UNCLEAR', 'IDEA', 'WISH', 'PRAISE')),
  told       text not null check (told in ('AT_ONCE', 'WHEN_CLOSED', 'NOT')),
  means      text not null check (means in ('PHONE', 'EMAIL', 'LETTER', 'WHATSAPP', 'PORTAL_MESSAGE')),
  days       integer not null check (days between 1 and 365),
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  version    integer not null default 0
);
comment on column signal_policy.means is 'By this way, if the customer did not say by which he likes to hear from us.';
comment on column signal_policy.days is 'At most so many days after it is to be told.';
insert into signal_policy (kind, told, means, days) values
  ('FAULT', 'WHEN_CLOSED', 'EMAIL', 5), ('UNCLEAR', 'WHEN_CLOSED', 'EMAIL', 10), ('IDEA', 'WHEN_CLOSED', 'EMAIL', 10),
  ('WISH', 'WHEN_CLOSED', 'EMAIL', 10), ('PRAISE', 'AT_ONCE', 'EMAIL', 10);

-- ---------------------------------------------------------------- signals
create sequence signal_number_seq;
create table signal_signal (
  id             bigint generated always as identity primary key,
  number         text not null unique check (number ~ '^S[0-9]{4}-[0-9]{6,}$'),
  form_key       uuid not null unique,
  kind           text not null references signal_policy,
  origin         text not null check (origin in ('COMPLAINT', 'CONTACT', 'NPS', 'LOOSE')),
  text           text not null check (btrim(text) <> '' and length(text) <= 20000),
  topic          text not null references contact_topic,
  product        text check (length(product) <= 200),
  value          text not null check (value in ('LOW', 'MEDIUM', 'HIGH')),
  urgency        text not null check (urgency in ('LOW', 'MEDIUM', 'HIGH')),
  department_id  bigint not null references signal_department,
  state          text not null check (state in ('NEW', 'TRIAGED', 'ASKED', 'ANSWERED', 'CLOSED', 'DECLINED')),
  raised_by      bigint not null references identity_staff,
  raised_at      timestamptz not null,
  due_on         date,
  answer         text check (length(answer) <= 20000),
  answered_by    bigint references identity_staff,
  answered_at    timestamptz,
  outcome        text check (length(outcome) <= 20000),
  decline_reason text check (length(decline_reason) <= 20000),
  ended_at       timestamptz,
  version        integer not null default 0,
  check ((state in ('CLOSED', 'DECLINED')) = (ended_at is not null)),
  check (state <> 'CLOSED' or (answer is not null and outcome is not null)),
  check ((state = 'DECLINED') = (decline_reason is not null)),
  check (state <> 'ASKED' or due_on is not null)
);
comment on column signal_signal.form_key is 'Of the form it was typed in: what is sent twice is raised once.';
comment on column signal_signal.text is 'In the words of who raised it.';
comment on column signal_signal.value is 'What it is worth to the company, by the judgement of who raised it.';
comment on column signal_signal.due_on is 'Last day for the answer of the department.';
comment on column signal_signal.outcome is 'What customers hear of it.';
create index signal_signal_open on signal_signal (department_id, topic) where ended_at is null;
create index signal_signal_over on signal_signal (ended_at desc, id) where ended_at is not null;
create index signal_signal_raised on signal_signal (raised_by) where ended_at is null;

create table signal_event (
  id        bigint generated always as identity primary key,
  signal_id bigint not null references signal_signal,
  at        timestamptz not null,
  staff_id  bigint references identity_staff,
  kind      text not null check (kind ~ '^[a-z][A-Za-z]+$'),
  how       text,
  words     text check (length(words) <= 20000)
);
comment on column signal_event.how is 'A code: the department asked, the way a customer was told.';
create index signal_event_of on signal_event (signal_id, id);

-- Who has to do with a signal, and hears of it. One row per customer as one company knows him; of a complaint of
-- somebody we do not know, one row per complaint.
create table signal_customer (
  id           bigint generated always as identity primary key,
  signal_id    bigint not null references signal_signal,
  identity_id  bigint references customer_identity,
  complaint_id bigint references complaint_complaint,
  contact_id   bigint references contact_note,
  linked_by    bigint not null references identity_staff,
  linked_at    timestamptz not null,
  tell_by      date,
  told_at      timestamptz,
  told_by      bigint references identity_staff,
  told_how     text,
  told_words   text check (length(told_words) <= 20000),
  check (identity_id is not null or complaint_id is not null),
  check ((told_at is null) = (told_how is null) and (told_at is null) = (told_words is null)),
  check (told_at is null or tell_by is not null)
);
comment on column signal_customer.tell_by is 'Empty while he is not to be told, or by the policy never will be.';
create unique index signal_customer_once on signal_customer (signal_id, identity_id, complaint_id) nulls not distinct;
create index signal_customer_identity on signal_customer (identity_id);
create index signal_customer_complaint on signal_customer (complaint_id) where complaint_id is not null;
create index signal_customer_to_tell on signal_customer (tell_by, id) where tell_by is not null and told_at is null;
create index signal_customer_told on signal_customer (told_at desc, id) where told_at is not null;

-- ---------------------------------------------------------------- the time a department has
alter table sla_policy drop constraint sla_policy_stage_check;
alter table sla_policy add constraint sla_policy_stage_check
  check (stage in ('FIRST_ANSWER', 'ACKNOWLEDGE', 'OUTCOME', 'FEEDBACK', 'AGREEMENT', 'DEPARTMENT'));
insert into sla_policy (channel, stage, kind, amount, roll, breach_role) values
  (null, 'DEPARTMENT', 'ON_DATE', 0, 'FORWARD', 'complaintCoordinator');

-- ---------------------------------------------------------------- who may
insert into identity_permission (role_code, action)
select role, action
  from (values
    ('adviser',              array['signal.read','signal.raise']),
    ('contactPerson',        array['signal.read','signal.raise']),
    ('backOfficeHandler',    array['signal.read','signal.raise']),
    ('teamLead',             array['signal.read','signal.raise']),
    ('complaintCoordinator', array['signal.read','signal.raise','signal.triage','signal.settings']),
    ('departmentOwner',      array['signal.read','signal.answer','work.do','replytimes.read']),
    ('admin',                array['signal.settings'])
  ) as grants (role, actions), unnest(actions) action
on conflict do nothing;
