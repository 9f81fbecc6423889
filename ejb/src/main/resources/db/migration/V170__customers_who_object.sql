-- A customer who wants nothing to do with the new company, or not have his data used by it, says so, by the link in his letter,
-- at the desk or by telephone. As long as nobody decided on it he does not go over; who leaves never does. Whoever went over
-- already hears an apology first.
create sequence objection_number_seq;

create table objection_objection (
  id            bigint generated always as identity primary key,
  number        text not null unique check (number ~ '^B[0-9]{4}-[0-9]{6,}$'),
  form_key      uuid not null unique,
  identity_id   bigint not null references customer_identity,
  merger_id     bigint not null references merger_merger,
  way           text not null check (way in ('LINK', 'PHONE', 'LETTER', 'MAIL', 'DESK')),
  about         text not null check (about in ('TRANSFER', 'DATA', 'BOTH')),
  text          text check (length(text) <= 10000),
  language      text not null check (language in ('nl', 'en')),
  received_at   timestamptz not null,
  registered_by bigint references identity_staff,
  registered_at timestamptz not null,
  went_over     boolean not null,
  stage         text not null check (stage in ('CALL', 'APOLOGY', 'DECISION', 'CONFIRMATION', 'CLOSED', 'WITHDRAWN')),
  handler_id    bigint references identity_staff,
  process_id    text,
  outcome       text check (outcome in ('KEEP', 'LEAVE', 'NO_DATA_USE')),
  said          text check (length(said) <= 20000),
  decided_by    bigint references identity_staff,
  decided_at    timestamptz,
  owes          numeric(14,2),
  told_how      text,
  told_at       timestamptz,
  ended_at      timestamptz,
  version       integer not null default 0,
  check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)),
  check (stage not in ('CONFIRMATION', 'CLOSED') or outcome is not null),
  check (stage not in ('CALL', 'APOLOGY', 'DECISION') or outcome is null),
  check ((ended_at is not null) = (stage in ('CLOSED', 'WITHDRAWN')))
);
comment on column objection_objection.identity_id is 'Who objects, as the acquired company knows him.';
comment on column objection_objection.went_over is 'Whether he had gone over when it reached us.';
comment on column objection_objection.said is 'What he said when it was decided, in his words.';
comment on column objection_objection.owes is 'What he still owes when he leaves, in euro.';
create unique index objection_open on objection_objection (identity_id, merger_id) where ended_at is null;
create index objection_merger on objection_objection (merger_id, stage);
create index objection_identity on objection_objection (identity_id);

create table objection_event (
  id           bigint generated always as identity primary key,
  objection_id bigint not null references objection_objection,
  at           timestamptz not null,
  staff_id     bigint references identity_staff,
  kind         text not null check (kind ~ '^[a-z][A-Za-z]*$'),
  how          text,
  words        text check (length(words) <= 20000)
);
create index objection_event_objection on objection_event (objection_id, id);
comment on column objection_event.staff_id is 'Who did it; empty for the customer.';

create table objection_end (
  id           bigint generated always as identity primary key,
  objection_id bigint not null references objection_objection,
  contract_key text not null,
  product      text,
  ends_on      date not null,
  earliest     date not null,
  basis        text not null check (basis in ('CHANGE', 'NOTICE', 'TERM', 'RENEWED', 'ENDS_ALREADY', 'EARLY')),
  source       text not null,
  term_until   date,
  unique (objection_id, contract_key),
  check (ends_on >= earliest or basis = 'ENDS_ALREADY')
);
comment on column objection_end.term_until is 'The day on which the term that was agreed is over; empty if none runs.';
comment on table objection_end is 'When each contract of a customer who leaves ends, and by which rule.';

-- When a contract can end, by trade. Whoever answers for the law checks the articles before use.
create table objection_leaving_rule (
  sector         text primary key check (sector in ('TELECOM', 'ENERGY', 'INSURANCE', 'OTHER')),
  notice         text not null check (notice ~ '^P[0-9]+[DM]$'),
  term_binds     boolean not null,
  renewed_binds  boolean not null,
  source         text not null,
  change_frees   text not null check (change_frees in ('NO', 'ANY_DAY', 'THAT_DAY')),
  change_days    smallint not null check (change_days >= 0),
  change_source  text not null,
  check (term_binds or not renewed_binds)
);
comment on column objection_leaving_rule.notice is 'Longest time between the customer saying so and the end.';
comment on column objection_leaving_rule.term_binds is 'Whether a term that was agreed must be served; if not, leaving early may cost a fee.';
comment on column objection_leaving_rule.renewed_binds is 'Whether a term that was renewed tacitly binds again.';
comment on column objection_leaving_rule.change_frees is 'Whether a customer may leave because of the change, free of charge: on any day until it, or on its day.';
comment on column objection_leaving_rule.change_days is 'Working days that this takes at least.';
insert into objection_leaving_rule (sector, notice, term_binds, renewed_binds, source, change_frees, change_days, change_source) values
  ('TELECOM', 'P1M', true, false, 'art. 7.2a Tw', 'ANY_DAY', 0, 'art. 7.2 Tw'),
  ('ENERGY', 'P30D', false, false, 'art. 95m Elektriciteitswet 1998', 'ANY_DAY', 5, 'art. 95m Elektriciteitswet 1998'),
  ('INSURANCE', 'P2M', true, true, 'art. 7:940 BW', 'THAT_DAY', 0, 'art. 7:940 lid 4 BW'),
  ('OTHER', 'P1M', true, false, 'art. 6:236 onder j BW (Wet van Dam)', 'NO', 0, '');

create table objection_setting (
  one       boolean primary key default true check (one),
  link_days integer not null check (link_days between 1 and 730),
  attempts  integer not null check (attempts between 1 and 20)
);
comment on column objection_setting.link_days is 'So many days the link in a letter opens.';
comment on column objection_setting.attempts is 'After so many attempts in vain to call him a letter is proposed.';
insert into objection_setting (link_days, attempts) values (120, 3);

create table objection_link_key (
  one boolean primary key default true check (one),
  key bytea not null check (length(key) = 32)
);
comment on table objection_link_key is 'Seals the links by which customers object; made with the database, different in each.';
insert into objection_link_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- Who leaves is planned for no wave any more.
create view wave_leaver as
  select identity_id, merger_id from objection_objection
   where outcome = 'LEAVE' and not went_over and stage <> 'WITHDRAWN';

-- What we do with an objection has its time, by the way it came.
alter table sla_policy drop constraint sla_policy_stage_check;
alter table sla_policy add constraint sla_policy_stage_check
  check (stage in ('FIRST_ANSWER', 'ACKNOWLEDGE', 'OUTCOME', 'FEEDBACK', 'AGREEMENT', 'DEPARTMENT', 'STEP', 'DISPUTE', 'LEAK', 'OBJECTION'));
insert into sla_policy (channel, stage, kind, amount) values
  (null, 'OBJECTION', 'WITHIN_WORKING_DAYS', 5),
  ('PHONE', 'OBJECTION', 'WITHIN_WORKING_DAYS', 2),
  ('IN_PERSON', 'OBJECTION', 'WITHIN_WORKING_DAYS', 2),
  ('WEB_APP', 'OBJECTION', 'WITHIN_WORKING_DAYS', 3),
  ('EMAIL', 'OBJECTION', 'WITHIN_WORKING_DAYS', 3),
  ('LETTER', 'OBJECTION', 'WITHIN_WORKING_DAYS', 5);

insert into identity_permission (role_code, action)
select role, action
  from (values
    ('adviser',              array['objection.read','objection.register']),
    ('contactPerson',        array['objection.read','objection.register']),
    ('backOfficeHandler',    array['objection.read','objection.register','objection.decide']),
    ('teamLead',             array['objection.read','objection.register','objection.decide']),
    ('complaintCoordinator', array['objection.read','objection.register']),
    ('migrationOperator',    array['objection.read']),
    ('migrationLead',        array['objection.read'])
  ) as grants (role, actions), unnest(actions) action
on conflict do nothing;
