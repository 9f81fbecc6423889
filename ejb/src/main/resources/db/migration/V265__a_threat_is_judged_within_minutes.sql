-- What can become a crisis is seen first by whoever picks up the phone, and by the figures. Anybody reports it in a minute;
-- who has crisis duty judges it within a quarter of an hour, day and night, else the next one is called.

-- ---------------------------------------------------------------- reports
create sequence threat_number_seq;
create table threat_report (
  id            bigint generated always as identity primary key,
  number        text not null unique check (number ~ '^D[0-9]{4}-[0-9]{6,}$'),
  form_key      text not null unique check (length(form_key) <= 200),
  origin        text not null check (origin in ('PERSON', 'OUTSIDE', 'COMPLAINT', 'ALARM', 'STREAM')),
  source        text not null check (source in ('CUSTOMER', 'COLLEAGUE', 'SOCIAL', 'TV', 'PRESS', 'REGULATOR', 'SYSTEM')),
  severity      smallint not null check (severity between 1 and 3),
  text          text not null check (btrim(text) <> '' and length(text) <= 4000),
  who           text check (length(who) <= 400),
  page          text check (length(page) <= 200),
  party_id      bigint references customer_party,
  complaint_id  bigint references complaint_complaint,
  merger_id     bigint references merger_merger,
  wave_id       bigint references wave_wave,
  alarm_id      bigint references alarm_alarm,
  reported_by   bigint references identity_staff,
  noticed_at    timestamptz not null,
  reported_at   timestamptz not null,
  state         text not null check (state in ('OPEN', 'WATCH', 'FALSE_ALARM', 'CRISIS', 'JOINED')),
  joined_to     bigint references threat_report,
  waits_since   timestamptz not null,
  due_at        timestamptz,
  next_at       timestamptz,
  calls         integer not null default 0 check (calls >= 0),
  holder_id     bigint references identity_staff,
  look_again_at timestamptz,
  judged_by     bigint references identity_staff,
  judged_at     timestamptz,
  reason        text check (length(reason) <= 2000),
  seen_at       timestamptz,
  process_id    text,
  version       integer not null default 1,
  check (origin <> 'PERSON' or reported_by is not null),
  check ((state = 'JOINED') = (joined_to is not null)),
  check ((state = 'WATCH') = (look_again_at is not null))
);
comment on column threat_report.form_key is 'What is sent twice is one report.';
comment on column threat_report.text is 'What was seen, in the words of who saw it; of the system what it is about, a number or codes.';
comment on column threat_report.page is 'Where in the application it was reported from.';
comment on column threat_report.noticed_at is 'Since when it was to be seen.';
comment on column threat_report.waits_since is 'Since when it waits to be judged, for the first time or again.';
comment on column threat_report.due_at is 'It should be judged by then.';
comment on column threat_report.next_at is 'Nobody judged it until then: the next one is called.';
comment on column threat_report.calls is 'How many were called since it waits.';
comment on column threat_report.seen_at is 'When who reported it read what came of it.';
create index threat_report_due on threat_report (next_at) where state = 'OPEN';
create index threat_report_watch on threat_report (look_again_at) where state = 'WATCH';
create index threat_report_state on threat_report (state, reported_at);
create index threat_report_own on threat_report (reported_by, id);
create index threat_report_joined on threat_report (joined_to) where joined_to is not null;

create table threat_figure (
  report_id bigint not null references threat_report,
  no        integer not null,
  means     text not null check (means in ('CHART', 'HOUR', 'DAY', 'MOOD')),
  kind      text not null,
  cut       text not null check (cut in ('ALL', 'TOPIC', 'PRODUCT')),
  value     text not null check (length(value) <= 200),
  hours     integer not null check (hours > 0),
  counted   bigint not null,
  expected  double precision not null,
  most      bigint not null,
  primary key (report_id, no)
);
comment on table threat_figure is 'What was counted when the system reported it.';
comment on column threat_figure.means is 'CHART: more than chance explains; HOUR, DAY: over a number that was set; MOOD: so many per cent of them in a bad mood.';
comment on column threat_figure.most is 'The greatest that is not told of.';

create table threat_judgement (
  id            bigint generated always as identity primary key,
  report_id     bigint not null references threat_report,
  at            timestamptz not null,
  staff_id      bigint not null references identity_staff,
  judgement     text not null check (judgement in ('FALSE_ALARM', 'WATCH', 'CRISIS', 'JOINED')),
  reason        text not null check (btrim(reason) <> '' and length(reason) <= 2000),
  waited_since  timestamptz not null,
  due_at        timestamptz not null
);
create index threat_judgement_report on threat_judgement (report_id, id);

create table threat_event (
  id        bigint generated always as identity primary key,
  report_id bigint not null references threat_report,
  at        timestamptz not null,
  kind      text not null check (kind in ('REPORTED', 'CALLED', 'MAILED', 'TAKEN', 'JUDGED', 'LOOK_AGAIN', 'JOINED_TO', 'JOINED_BY')),
  staff_id  bigint references identity_staff,
  told_id   bigint references identity_staff,
  how       text check (length(how) <= 100)
);
comment on column threat_event.staff_id is 'Empty for what happened by itself.';
comment on column threat_event.told_id is 'Who was called.';
create index threat_event_report on threat_event (report_id, id);

-- ---------------------------------------------------------------- who has duty
create table threat_duty (
  id        bigint generated always as identity primary key,
  staff_id  bigint not null references identity_staff,
  deputy_id bigint references identity_staff,
  from_at   timestamptz not null,
  until_at  timestamptz not null,
  set_by    bigint not null references identity_staff,
  set_at    timestamptz not null,
  check (from_at < until_at),
  check (deputy_id <> staff_id),
  constraint threat_duty_one_at_a_time exclude using gist (tstzrange(from_at, until_at) with &&)
);

create table threat_phone (
  staff_id bigint primary key references identity_staff,
  number   text not null check (btrim(number) <> '' and length(number) <= 40),
  set_by   bigint not null references identity_staff,
  set_at   timestamptz not null
);
comment on table threat_phone is 'Under which number who has duty, or leads, is called, day and night.';

create table threat_setting (
  name       text primary key check (name in ('TRIAGE_MINUTES', 'CHAIN_MINUTES', 'AGAIN_MINUTES')),
  value      integer not null check (value between 1 and 10080),
  changed_by bigint references identity_staff,
  changed_at timestamptz
);
insert into threat_setting (name, value) values ('TRIAGE_MINUTES', 15), ('CHAIN_MINUTES', 5), ('AGAIN_MINUTES', 60);
comment on table threat_setting is 'Within how many minutes a report is judged; after how many more the next is called, and after the last the first again.';

-- ---------------------------------------------------------------- mail to colleagues
alter table outbound_message drop constraint outbound_message_by_itself;
alter table outbound_message add constraint outbound_message_by_itself
  check (written_by is not null or purpose in ('COMPLAINT_LINK', 'THREAT_CALL', 'THREAT_ANSWER'));

-- ---------------------------------------------------------------- who may
insert into identity_permission (role_code, action)
select code, 'threat.report' from identity_role on conflict do nothing;
insert into identity_permission (role_code, action)
select role, action
  from (values
    ('crisisDuty', array['threat.read', 'threat.judge', 'work.do', 'customer.read', 'complaint.read', 'merger.read']),
    ('crisisLead', array['threat.read', 'threat.judge', 'threat.roster', 'work.do', 'customer.read', 'complaint.read', 'merger.read']),
    ('crisisMember', array['threat.read']), ('logKeeper', array['threat.read']), ('spokesperson', array['threat.read']),
    ('auditor', array['threat.read']), ('admin', array['threat.read', 'threat.roster'])) as may(role, actions),
    unnest(actions) as action
on conflict do nothing;
