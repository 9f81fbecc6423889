-- Complaints, from the first word of the customer to what we did with it months later. The stage a complaint is in
-- lives here; its process waits where the complaint says it is. What was done, by whom, is only added to.

-- Which stages a body outside asks for, and what the last letter says of it: data, as each sector has its own.
create table complaint_regime (
  code    text primary key check (code ~ '^[A-Z][A-Z_]+$'),
  body_nl text not null,
  body_en text not null
);
comment on column complaint_regime.body_nl is 'What the last letter says of whoever decides outside; for the customer to read.';
create table complaint_regime_stage (
  regime_code text not null references complaint_regime,
  stage       text not null check (stage in ('ACKNOWLEDGE', 'SUMMARY', 'OUTCOME', 'FEEDBACK')),
  amount      integer not null check (amount between 1 and 400),
  unit        text not null check (unit in ('WORKING_DAYS', 'DAYS')),
  primary key (regime_code, stage)
);
comment on table complaint_regime_stage is 'So many days after a complaint was received each stage has been reached.';

-- How much each role may grant a customer in one complaint; more than that a team lead approves. Changed by staff.
create table complaint_mandate (
  role_code  text primary key references identity_role,
  amount     numeric(9, 2) not null check (amount >= 0),
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  version    integer not null default 0
);
create table complaint_setting (
  code       text primary key check (code in ('REOPEN_DAYS')),
  value      integer not null check (value between 1 and 3660),
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  version    integer not null default 0
);

create sequence complaint_number_seq;
create table complaint_complaint (
  id                   bigint generated always as identity primary key,
  number               text not null unique check (number ~ '^K[0-9]{4}-[0-9]{6,}$'),
  sender_key           text unique check (length(sender_key) <= 200),
  identity_id          bigint references customer_identity,
  contact_given        text check (length(contact_given) <= 1000),
  channel              text check (channel in ('PHONE', 'IN_PERSON', 'CHAT', 'SOCIAL', 'WHATSAPP', 'WEB_APP', 'MESSENGER',
                         'EMAIL', 'LETTER', 'VIDEO', 'PORTAL_MESSAGE')),
  received_at          timestamptz not null,
  registered_by        bigint references identity_staff,
  registered_at        timestamptz not null,
  text                 text not null check (btrim(text) <> '' and length(text) <= 100000),
  product              text check (length(product) <= 200),
  topic                text check (length(topic) <= 200),
  remedy_sought        text check (length(remedy_sought) <= 4000),
  regime_code          text not null references complaint_regime,
  stage                text not null check (stage in ('ASSESSMENT', 'FIRST_TIME_FIX', 'INVESTIGATION', 'DECISION', 'APPROVAL',
                         'EXPLANATION', 'OUTCOME', 'CLOSING', 'CLOSED', 'WITHDRAWN')),
  process_id           text,
  handler_id           bigint references identity_staff,
  acknowledged_at      timestamptz,
  acknowledged_by      bigint references identity_staff,
  severity             text check (severity in ('LOW', 'MEDIUM', 'HIGH')),
  impact               text check (impact in ('LOW', 'MEDIUM', 'HIGH')),
  emotion              text check (emotion in ('CALM', 'DISAPPOINTED', 'ANXIOUS', 'ANGRY')),
  threat               boolean not null default false,
  findings             text check (length(findings) <= 20000),
  cause                text check (cause in ('BILLING', 'DEBIT', 'PRODUCT', 'SERVICE', 'PROMISE', 'INFORMATION', 'TAKEOVER',
                         'PRIVACY', 'OTHER')),
  first_time_fix       boolean,
  decision             text check (decision in ('ACCEPTED', 'PARTLY', 'REJECTED')),
  decision_reasons     text check (length(decision_reasons) <= 20000),
  explanation          text check (length(explanation) <= 20000),
  told_at              timestamptz,
  told_how             text,
  experience           text check (experience in ('GOOD', 'NEUTRAL', 'BAD', 'NOT_ASKED')),
  feedback_due_on      date,
  feedback_promised    text check (length(feedback_promised) <= 4000),
  feedback_given_at    timestamptz,
  feedback_given       text check (length(feedback_given) <= 20000),
  closed_at            timestamptz,
  reopened             integer not null default 0,
  version              integer not null default 0,
  check (acknowledged_by is null or acknowledged_at is not null),
  check (identity_id is not null or contact_given is not null),
  check ((decision is null) = (decision_reasons is null)),
  check ((told_at is null) = (told_how is null)),
  check (feedback_given_at is null or feedback_due_on is not null),
  check ((stage in ('CLOSED', 'WITHDRAWN')) = (closed_at is not null))
);
comment on column complaint_complaint.sender_key is 'By this key the sender tells that he sends the same complaint again.';
comment on column complaint_complaint.identity_id is 'Whose complaint, as one company knows him; empty while nobody knows.';
comment on column complaint_complaint.contact_given is 'How to reach who complains, in his words, where he is no customer of ours that we know.';
comment on column complaint_complaint.channel is 'Empty for one that came over and of which nobody said it.';
comment on column complaint_complaint.acknowledged_by is 'Empty where the company that it came over from told the customer.';
comment on column complaint_complaint.stage is 'What it waits for.';
comment on column complaint_complaint.first_time_fix is 'Solved at once, and not opened again within the days set.';
comment on column complaint_complaint.experience is 'How the customer found it, asked when the outcome was told.';
create index complaint_complaint_open on complaint_complaint (stage, received_at) where stage not in ('CLOSED', 'WITHDRAWN');
create index complaint_complaint_identity on complaint_complaint (identity_id);
create index complaint_complaint_handler on complaint_complaint (handler_id) where stage not in ('CLOSED', 'WITHDRAWN');

create table complaint_event (
  id           bigint generated always as identity primary key,
  complaint_id bigint not null references complaint_complaint,
  at           timestamptz not null,
  staff_id     bigint references identity_staff,
  kind         text not null check (kind ~ '^[a-z][A-Za-z]+$'),
  how          text,
  words        text check (length(words) <= 20000)
);
comment on column complaint_event.how is 'A code: the channel it went by, the decision, an amount.';
comment on column complaint_event.words is 'What was said or written, literally.';
create index complaint_event_of on complaint_event (complaint_id, id);

create table complaint_link (
  complaint_id bigint not null references complaint_complaint,
  other_id     bigint not null references complaint_complaint,
  kind         text not null check (kind in ('CHILD', 'RELATED', 'DUPLICATE')),
  linked_by    bigint not null references identity_staff,
  linked_at    timestamptz not null,
  primary key (complaint_id, other_id),
  check (complaint_id <> other_id)
);
comment on table complaint_link is 'CHILD: the complaint is part of the other; DUPLICATE: it is the other once more; RELATED: they have to do with each other.';
create index complaint_link_other on complaint_link (other_id);

create table complaint_leniency (
  id           bigint generated always as identity primary key,
  complaint_id bigint not null references complaint_complaint,
  amount       numeric(9, 2) not null check (amount > 0),
  cause        text not null,
  mandate      numeric(9, 2) not null,
  asked_by     bigint not null references identity_staff,
  asked_at     timestamptz not null,
  state        text not null check (state in ('ASKED', 'GRANTED', 'DECLINED')),
  decided_by   bigint references identity_staff,
  decided_at   timestamptz,
  note         text check (length(note) <= 4000),
  check ((state = 'ASKED') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null)),
  check (state <> 'GRANTED' or amount <= mandate or decided_by <> asked_by)
);
comment on column complaint_leniency.mandate is 'What was left of the mandate of who asked, in this complaint, at that moment.';
create index complaint_leniency_of on complaint_leniency (complaint_id);
create unique index complaint_leniency_one_asked on complaint_leniency (complaint_id) where state = 'ASKED';

insert into complaint_setting (code, value) values ('REOPEN_DAYS', 30);
insert into complaint_mandate (role_code, amount) values
  ('adviser', 25), ('backOfficeHandler', 75), ('complaintCoordinator', 150), ('teamLead', 250);
-- The days are those of the rules that were read in 2026; whoever answers for complaints checks them before use.
insert into complaint_regime (code, body_nl, body_en) values
  ('GENERAL', 'Bent u het niet eens met onze uitkomst? Leg uw klacht dan voor aan een onafhankelijke geschillencommissie of aan de rechter.',
              'Do you disagree with our outcome? You can put your complaint to an independent disputes committee or to the court.'),
  ('FINANCE', 'Bent u het niet eens met onze uitkomst? Dan kunt u binnen drie maanden naar het Kifid, het klachteninstituut voor financiële dienstverlening.',
              'Do you disagree with our outcome? Within three months you can turn to Kifid, the institute for complaints about financial services.'),
  ('ENERGY', 'Bent u het niet eens met onze uitkomst? Dan kunt u naar de Geschillencommissie Energie.',
             'Do you disagree with our outcome? You can turn to the Energy Disputes Committee (Geschillencommissie Energie).'),
  ('TELECOM', 'Bent u het niet eens met onze uitkomst? Dan kunt u naar de Geschillencommissie Telecommunicatiediensten.',
              'Do you disagree with our outcome? You can turn to the Telecommunications Disputes Committee (Geschillencommissie Telecommunicatiediensten).');
insert into complaint_regime_stage (regime_code, stage, amount, unit) values
  ('GENERAL', 'ACKNOWLEDGE', 1, 'WORKING_DAYS'), ('GENERAL', 'OUTCOME', 20, 'WORKING_DAYS'),
  ('FINANCE', 'ACKNOWLEDGE', 1, 'WORKING_DAYS'), ('FINANCE', 'SUMMARY', 3, 'WORKING_DAYS'), ('FINANCE', 'OUTCOME', 56, 'DAYS'),
  ('ENERGY', 'ACKNOWLEDGE', 1, 'WORKING_DAYS'), ('ENERGY', 'OUTCOME', 5, 'WORKING_DAYS'),
  ('TELECOM', 'ACKNOWLEDGE', 1, 'WORKING_DAYS'), ('TELECOM', 'OUTCOME', 30, 'DAYS');
