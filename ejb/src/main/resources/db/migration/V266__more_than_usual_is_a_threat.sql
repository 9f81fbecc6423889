-- Each adviser sees his own calls only. That many customers ask the same, or are in a worse mood than usual, shows in all of
-- them together: more of a topic than a number that was set, or than chance explains, is reported by itself.

create table threat_watch (
  id            boolean primary key default true check (id),
  active        boolean not null default true,
  every_minutes integer not null default 15 check (every_minutes between 5 and 1440),
  per_month     numeric(4,1) not null default 1 check (per_month between 0.1 and 30),
  least         integer not null default 5 check (least between 1 and 1000),
  ratio         numeric(4,2) not null default 1.5 check (ratio between 1 and 10),
  quiet_hours   integer not null default 24 check (quiet_hours between 1 and 2160),
  looked_at     timestamptz,
  changed_by    bigint references identity_staff,
  changed_at    timestamptz,
  version       integer not null default 0
);
insert into threat_watch default values;
comment on column threat_watch.per_month is 'False alarms that are put up with in a month, of all topics together.';
comment on column threat_watch.least is 'Fewer than this are never told of.';
comment on column threat_watch.ratio is 'Nor is what is not so many times what was expected.';
comment on column threat_watch.quiet_hours is 'So long the same topic is not reported again.';

create table threat_threshold (
  kind       text not null check (kind in ('CONTACT', 'COMPLAINT')),
  topic      text not null check (length(topic) <= 40),
  per_hour   integer check (per_hour between 1 and 100000),
  per_day    integer check (per_day between 1 and 1000000),
  bad_share  integer check (bad_share between 1 and 100),
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  primary key (kind, topic)
);
comment on table threat_threshold is 'More than this is reported, whatever is usual; what is empty is not looked at.';
comment on column threat_threshold.topic is 'Empty: for each topic that has no row of its own.';
comment on column threat_threshold.bad_share is 'Per cent of the customers of a day who are in a bad mood, of at least 20.';
insert into threat_threshold (kind, topic, per_hour, per_day, bad_share) values ('CONTACT', '', 60, null, 70), ('COMPLAINT', '', 20, null, 80);

-- What came in lately is read every quarter of an hour.
create index contact_note_noted on contact_note (noted_at);
