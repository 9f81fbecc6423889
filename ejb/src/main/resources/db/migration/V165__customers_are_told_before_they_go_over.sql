-- Before a customer goes over he is told: by whom he is taken over, on which day, what changes and what stays, and who
-- answers his questions. What is told is read by a panel and approved by two; each customer gets it once, in time, by the
-- way he likes, and what he got can be read afterwards. Who cannot be told in time does not go over on that day.

create table notice_setting (
  merger_id   bigint primary key references merger_merger,
  needed      boolean not null default true,
  why_not     text check (length(why_not) <= 400),
  days_before integer not null default 14 check (days_before between 0 and 90),
  panel       integer not null default 3 check (panel between 1 and 20),
  questions   text check (length(questions) <= 300),
  changed_by  bigint references identity_staff,
  changed_at  timestamptz,
  version     integer not null default 0,
  check (needed or btrim(why_not) <> '')
);
comment on column notice_setting.needed is 'Whether customers must be told before they go over; the guards ask it.';
comment on column notice_setting.days_before is 'So many days before the latest moment the sending of a wave begins.';
comment on column notice_setting.panel is 'So many readers find a message complete and clear before it is approved.';
comment on column notice_setting.questions is 'Address of the page with questions and answers.';

-- Who answers the questions of customers who go over, and the number that they dial.
create table notice_contact (
  id         bigint generated always as identity primary key,
  merger_id  bigint not null references merger_merger,
  staff_id   bigint not null references identity_staff,
  deputy_id  bigint references identity_staff,
  dialled    text not null check (btrim(dialled) <> '' and length(dialled) <= 40),
  most       integer not null check (most between 0 and 100000),
  until_day  date,
  version    integer not null default 0,
  unique (merger_id, staff_id),
  check (deputy_id <> staff_id)
);
comment on column notice_contact.most is 'Billing accounts that this person looks after at once.';

create table notice_assigned (
  merger_id   bigint not null references merger_merger,
  person_id   bigint not null references customer_identity,
  contact_id  bigint references notice_contact,
  assigned_at timestamptz not null,
  primary key (merger_id, person_id)
);
create index notice_assigned_contact on notice_assigned (contact_id);
comment on column notice_assigned.contact_id is 'Empty while nobody has room for him.';
comment on column notice_assigned.person_id is 'As in wave_member: the identity for which the party of the customer was made.';

create table notice_campaign (
  id          bigint generated always as identity primary key,
  merger_id   bigint not null references merger_merger,
  kind        text not null check (kind in ('ANNOUNCEMENT', 'CORRECTION')),
  name        text not null check (btrim(name) <> '' and length(name) <= 120),
  state       text not null check (state in ('WRITING', 'TESTING', 'COMMUNICATION', 'LEGAL', 'ASSIGNING', 'RELEASED', 'STOPPED')),
  words_no    integer not null default 0,
  process_id  text,
  created_by  bigint not null references identity_staff,
  created_at  timestamptz not null,
  released_by bigint references identity_staff,
  released_at timestamptz,
  ended_by    bigint references identity_staff,
  ended_at    timestamptz,
  why         text check (length(why) <= 400),
  done_to     bigint not null default 0,
  looked_at   timestamptz,
  version     integer not null default 0,
  check (state not in ('RELEASED') or released_by is not null),
  check ((state = 'STOPPED') = (ended_by is not null))
);
create unique index notice_campaign_one on notice_campaign (merger_id, kind) where state <> 'STOPPED';
comment on column notice_campaign.words_no is 'Counts the versions of its words; what readers and approvers said is about one of them.';
comment on column notice_campaign.done_to is 'Customers up to here were looked at in this round.';

create table notice_text (
  id           bigint generated always as identity primary key,
  campaign_id  bigint not null references notice_campaign,
  language     text not null check (language in ('nl', 'en')),
  situation    text not null check (situation in ('THEIRS', 'BOTH')),
  words_no     integer not null,
  subject_line text not null check (length(subject_line) <= 200),
  body         text not null check (length(body) <= 8000),
  written_by   bigint not null references identity_staff,
  written_at   timestamptz not null,
  unique (campaign_id, language, situation, words_no)
);
comment on column notice_text.situation is 'Whether it is for customers of the acquired company only, or of both.';

create table notice_verdict (
  id          bigint generated always as identity primary key,
  campaign_id bigint not null references notice_campaign,
  words_no    integer not null,
  staff_id    bigint not null references identity_staff,
  complete    boolean not null,
  clear       boolean not null,
  remark      text check (length(remark) <= 2000),
  at          timestamptz not null,
  unique (campaign_id, words_no, staff_id),
  check (complete and clear or btrim(remark) <> '')
);

create table notice_approval (
  id          bigint generated always as identity primary key,
  campaign_id bigint not null references notice_campaign,
  words_no    integer not null,
  side        text not null check (side in ('COMMUNICATION', 'LEGAL')),
  approved    boolean not null,
  reason      text check (length(reason) <= 400),
  staff_id    bigint not null references identity_staff,
  at          timestamptz not null,
  check (approved or btrim(reason) <> '')
);
create index notice_approval_of on notice_approval (campaign_id, id);

create table notice_batch (
  id          bigint generated always as identity primary key,
  campaign_id bigint not null references notice_campaign,
  no          integer not null,
  letters     integer not null,
  made_at     timestamptz not null,
  posted_on   date,
  posted_by   bigint references identity_staff,
  unique (campaign_id, no),
  check ((posted_on is null) = (posted_by is null))
);

create table notice_notice (
  id           bigint generated always as identity primary key,
  campaign_id  bigint not null references notice_campaign,
  person_id    bigint not null references customer_identity,
  identity_id  bigint not null references customer_identity,
  occasion     text not null default '',
  situation    text not null check (situation in ('THEIRS', 'BOTH')),
  text_id      bigint not null references notice_text,
  contact_id   bigint not null references notice_contact,
  way          text not null check (way in ('EMAIL', 'LETTER')),
  address      text not null,
  language     text not null check (language in ('nl', 'en')),
  subject_line text not null,
  body         text not null,
  state        text not null check (state in ('WAITING', 'SENT', 'RETURNED', 'STOPPED')),
  batch_id     bigint references notice_batch,
  written_at   timestamptz not null,
  sent_at      timestamptz,
  returned_at  timestamptz,
  tries        integer not null default 1,
  version      integer not null default 0,
  unique (campaign_id, person_id, occasion),
  check (state <> 'SENT' or sent_at is not null),
  check (batch_id is null or way = 'LETTER')
);
create index notice_notice_identity on notice_notice (identity_id);
create index notice_notice_person on notice_notice (person_id);
create index notice_notice_unprinted on notice_notice (campaign_id, id) where way = 'LETTER' and state = 'WAITING' and batch_id is null;
create index notice_notice_batch on notice_notice (batch_id, id);
comment on column notice_notice.occasion is 'Empty for an announcement; a correction names the day that it is about.';
comment on column notice_notice.address is 'The mail address, or the postal address in lines, as it was used.';

create table notice_account (
  notice_id bigint not null references notice_notice,
  member_id bigint not null references wave_member,
  named_day date not null,
  primary key (notice_id, member_id)
);
create index notice_account_member on notice_account (member_id, notice_id);

create table notice_event (
  id          bigint generated always as identity primary key,
  notice_id   bigint not null references notice_notice,
  identity_id bigint not null references customer_identity,
  at          timestamptz not null,
  staff_id    bigint references identity_staff,
  kind        text not null check (kind in ('WRITTEN', 'SENT', 'BOUNCED', 'BY_LETTER', 'POSTED', 'RETURNED', 'AGAIN', 'STOPPED')),
  way         text not null check (way in ('EMAIL', 'LETTER')),
  address     text,
  note        text
);
create index notice_event_of on notice_event (notice_id, id);

-- Mergers that were there before tell their customers as they did.
insert into notice_setting (merger_id, needed, why_not)
select id, false, 'Registered before notices were kept here' from merger_merger;

insert into identity_permission (role_code, action)
select role, action
  from (values
    ('editor', array['merger.read', 'work.do', 'merger.notices']),
    ('migrationOperator', array['merger.notices']),
    ('migrationLead', array['merger.notices']),
    ('teamLead', array['notice.test']),
    ('adviser', array['notice.test']),
    ('contactPerson', array['notice.test']),
    ('spokesperson', array['merger.read', 'work.do', 'notice.approve', 'notice.test']),
    ('legal', array['merger.read', 'work.do', 'notice.approve', 'notice.test'])
  ) as grants (role, actions), unnest(actions) action
on conflict do nothing;
