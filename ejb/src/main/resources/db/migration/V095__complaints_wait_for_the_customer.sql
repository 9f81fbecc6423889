-- A complaint waits for something only the customer can give: the time stands still, for a while and with a reason.
alter table complaint_regime add column may_pause boolean not null default false;
comment on column complaint_regime.may_pause is
  'Whether the time may stand still while we wait for the customer. Where a scheme counts days from receipt, it runs on.';
update complaint_regime set may_pause = true where code = 'GENERAL';

create table complaint_pause (
  id           bigint generated always as identity primary key,
  complaint_id bigint not null references complaint_complaint,
  asked        text not null check (length(asked) between 1 and 4000),
  until_day    date not null,
  begun_at     timestamptz not null,
  begun_by     bigint not null references identity_staff,
  ended_at     timestamptz,
  ended_by     bigint references identity_staff,
  ended_how    text check (ended_how in ('REPLY', 'STAFF', 'DAY', 'STEP')),
  check ((ended_at is null) = (ended_how is null))
);
comment on table complaint_pause is 'When the time of a complaint stood still, and why.';
comment on column complaint_pause.asked is 'What the customer was asked for.';
comment on column complaint_pause.until_day is 'The last day on which we wait; the day after it the time runs on.';
create unique index complaint_pause_standing on complaint_pause (complaint_id) where ended_at is null;
create index complaint_pause_of on complaint_pause (complaint_id, id);
create index complaint_pause_over on complaint_pause (until_day) where ended_at is null;
