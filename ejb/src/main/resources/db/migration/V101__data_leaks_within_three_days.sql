-- What may be a data leak is told to the privacy officer, who judges it, decides whether the authority hears of it within 72
-- hours after we knew (AVG article 33), and has the customer told where his risk is high (article 34). It is over only with a
-- decision and the reason for it.
alter table sla_policy drop constraint sla_policy_stage_check;
alter table sla_policy add constraint sla_policy_stage_check
  check (stage in ('FIRST_ANSWER', 'ACKNOWLEDGE', 'OUTCOME', 'FEEDBACK', 'AGREEMENT', 'DEPARTMENT', 'STEP', 'DISPUTE', 'LEAK'));
alter table sla_policy drop constraint sla_policy_kind_check;
alter table sla_policy add constraint sla_policy_kind_check
  check (kind in ('ANSWER_WITHIN', 'DURING_CONTACT', 'SAME_WORKING_DAY', 'SAME_OR_ONE_WORKING_DAY', 'WITHIN_OPENING_TIME',
                  'WITHIN_WORKING_DAYS', 'ON_DATE', 'WITHIN_HOURS'));
alter table sla_policy add constraint sla_policy_leak_as_the_law_says
  check (stage <> 'LEAK' or kind = 'WITHIN_HOURS' and amount between 1 and 72);
comment on column sla_policy.amount is
  'Seconds (ANSWER_WITHIN), minutes (WITHIN_OPENING_TIME), days (WITHIN_WORKING_DAYS) or hours by the clock (WITHIN_HOURS).';
insert into sla_policy (channel, stage, kind, amount, breach_role) values (null, 'LEAK', 'WITHIN_HOURS', 72, 'privacyOfficer');

create sequence privacy_incident_number_seq;
create table privacy_incident (
  id              bigint generated always as identity primary key,
  number          text not null unique,
  source_kind     text not null check (source_kind in ('complaint')),
  source_id       bigint not null,
  source_name     text not null,
  identity_id     bigint references customer_identity,
  what            text not null check (length(what) between 1 and 20000),
  known_at        timestamptz not null,
  reported_by     bigint not null references identity_staff,
  reported_at     timestamptz not null,
  state           text not null check (state in ('ASSESS', 'DECIDE', 'INFORM', 'ENDED')),
  risk            text check (risk in ('NO_LEAK', 'LOW', 'RISK', 'HIGH')),
  assessment      text check (length(assessment) between 1 and 20000),
  assessed_by     bigint references identity_staff,
  assessed_at     timestamptz,
  notified        boolean,
  reference       text check (length(reference) <= 200),
  decision_reason text check (length(decision_reason) between 1 and 4000),
  decided_by      bigint references identity_staff,
  decided_at      timestamptz,
  informed_words  text check (length(informed_words) between 1 and 20000),
  informed_by     bigint references identity_staff,
  informed_at     timestamptz,
  version         integer not null default 0,
  check ((risk is null) = (assessed_at is null)),
  check ((notified is null) = (decided_at is null) and (notified is null) = (decision_reason is null)),
  check (state <> 'ENDED' or decided_at is not null),
  check (state <> 'ENDED' or risk <> 'HIGH' or informed_at is not null)
);
comment on table privacy_incident is 'What may be a data leak; AVG article 33 paragraph 5 has us keep what was decided, and why.';
comment on column privacy_incident.known_at is 'Since when we knew: the 72 hours count from here.';
create unique index privacy_incident_open on privacy_incident (source_kind, source_id) where state <> 'ENDED';
create index privacy_incident_list on privacy_incident (known_at) where state <> 'ENDED';

insert into identity_permission (role_code, action) values ('privacyOfficer', 'privacy.incident');
