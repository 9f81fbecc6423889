-- A letter makes customers call, and a first debit does so too: that is no alarm. Whether something is wrong shows when more
-- of them call, complain, object or are debited wrongly than was to be expected so many days after their notice and their
-- first debit. What is expected is learnt from the waves before; of the first one from what somebody sets and from the
-- contacts that came over.

create table alarm_setting (
  merger_id     bigint primary key references merger_merger,
  per_month     numeric(4,1) not null check (per_month between 0.1 and 30),
  least         integer not null check (least between 1 and 1000),
  ratio         numeric(4,2) not null check (ratio between 1 and 10),
  every_minutes integer not null check (every_minutes between 5 and 1440),
  quiet_hours   integer not null check (quiet_hours between 0 and 2160),
  watch_days    integer not null check (watch_days between 7 and 180),
  changed_by    bigint references identity_staff,
  changed_at    timestamptz,
  version       integer not null default 0
);
comment on column alarm_setting.per_month is 'False alarms that are put up with in a month, all that is counted together.';
comment on column alarm_setting.least is 'Fewer than this are never told of.';
comment on column alarm_setting.ratio is 'Nor is what is not so many times what was expected.';
comment on column alarm_setting.quiet_hours is 'So long the same is not told of again.';
comment on column alarm_setting.watch_days is 'So many days after its day a wave is looked at.';

create table alarm_usual (
  merger_id    bigint not null references merger_merger,
  kind         text not null check (kind in ('CONTACT', 'REPEAT', 'COMPLAINT', 'OBJECTION', 'RETURNED', 'WRONG_DEBIT')),
  a_week       numeric(7,2) not null check (a_week >= 0),
  after_notice numeric(7,2) not null check (after_notice >= 0),
  after_debit  numeric(7,2) not null check (after_debit >= 0),
  changed_by   bigint not null references identity_staff,
  changed_at   timestamptz not null,
  primary key (merger_id, kind)
);
comment on table alarm_usual is 'What is expected of 1,000 customers until a wave taught it.';
comment on column alarm_usual.a_week is 'In a week in which nothing happens.';
comment on column alarm_usual.after_notice is 'More, in the four weeks after their notice.';
comment on column alarm_usual.after_debit is 'More, in the four weeks after their first debit by us.';

-- One row per merger that is watched: when it was looked at, and the rhythm of its contacts. Who takes the row looks.
create table alarm_look (
  merger_id   bigint primary key references merger_merger,
  looked_at   timestamptz,
  counted_on  date,
  weekdays    double precision[] check (array_length(weekdays, 1) = 7),
  hours       bigint[] check (array_length(hours, 1) = 24),
  of_contacts bigint not null default 0,
  a_week      double precision
);
comment on column alarm_look.counted_on is 'The day on which all was counted anew; else only the last days are.';
comment on column alarm_look.a_week is 'Contacts of 1,000 customers in a week before they were told, as they came over; empty if none did.';

create table alarm_count (
  merger_id bigint not null references merger_merger,
  wave_id   bigint not null references wave_wave,
  kind      text not null,
  cut       text not null check (cut in ('ALL', 'TOPIC', 'PRODUCT')),
  value     text not null,
  hour      timestamptz not null,
  stage     text not null check (stage in ('BEFORE', 'NOTICE', 'DEBIT')),
  age       integer not null,
  n         integer not null check (n > 0),
  primary key (merger_id, wave_id, kind, cut, value, hour, stage, age)
);
comment on column alarm_count.stage is 'What last happened to these customers: told by a notice, or first debited by us.';
comment on column alarm_count.age is 'Days since then.';
create index alarm_count_hour on alarm_count (merger_id, hour);

create table alarm_alarm (
  id        bigint generated always as identity primary key,
  merger_id bigint not null references merger_merger,
  wave_id   bigint not null references wave_wave,
  kind      text not null,
  at        timestamptz not null,
  learnt    text not null check (learnt in ('SETTING', 'WAVES'))
);
create index alarm_alarm_merger on alarm_alarm (merger_id, id);
comment on column alarm_alarm.learnt is 'From what was known what to expect.';

create table alarm_figure (
  alarm_id bigint not null references alarm_alarm,
  no       integer not null,
  cut      text not null,
  value    text not null,
  days     integer not null,
  counted  bigint not null,
  expected double precision not null,
  most     bigint not null,
  chance   double precision not null,
  primary key (alarm_id, no)
);
comment on column alarm_figure.most is 'The greatest count that would not have been told of.';
comment on column alarm_figure.chance is 'Of so many or more if nothing is the matter.';

create table alarm_answer (
  id       bigint generated always as identity primary key,
  alarm_id bigint not null references alarm_alarm,
  at       timestamptz not null,
  staff_id bigint not null references identity_staff,
  answer   text not null check (answer in ('FALSE_ALARM', 'WATCH', 'HOLD')),
  reason   text not null check (btrim(reason) <> '' and length(reason) <= 400)
);
create index alarm_answer_alarm on alarm_answer (alarm_id, id);

-- What came back is rare among all that happens to notices.
create index notice_event_back on notice_event (identity_id, at) where kind in ('BOUNCED', 'RETURNED');

insert into identity_permission (role_code, action) values ('migrationLead', 'alarm.answer') on conflict do nothing;
