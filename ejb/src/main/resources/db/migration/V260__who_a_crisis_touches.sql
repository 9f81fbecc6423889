-- Who is touched by a crisis was a list that somebody kept beside the system: customers who had not complained yet were
-- forgotten, others were written to twice, and offers went on meanwhile. What makes a customer touched is kept as it was
-- said, is asked again while the crisis runs, and mail to many, letters and offers ask one question before they go.

-- ---------------------------------------------------------------- by what customers are found
create table crisis_criterion (
  id            bigint generated always as identity primary key,
  crisis_id     bigint not null references crisis_crisis,
  wave_id       bigint references wave_wave,
  billing_day   smallint check (billing_day between 1 and 31),
  product       text check (btrim(product) <> '' and length(product) <= 200),
  cause         text check (cause in ('BILLING', 'DEBIT', 'PRODUCT', 'SERVICE', 'PROMISE', 'INFORMATION', 'TAKEOVER', 'PRIVACY', 'OTHER')),
  topic         text references contact_topic,
  since         date,
  postcode_from integer check (postcode_from between 1000 and 9999),
  postcode_to   integer check (postcode_to between 1000 and 9999),
  place         text check (btrim(place) <> '' and length(place) <= 100),
  company_id    bigint references merger_company,
  listed        integer check (listed > 0),
  added_by      bigint not null references identity_staff,
  added_at      timestamptz not null,
  found         integer not null default 0,
  looked_at     timestamptz,
  ended_by      bigint references identity_staff,
  ended_at      timestamptz,
  check (num_nonnulls(wave_id, billing_day, product, cause, topic, postcode_from, place, listed) > 0),
  check ((postcode_from is null) = (postcode_to is null)),
  check (postcode_from <= postcode_to),
  check (company_id is null or listed is not null),
  check ((ended_by is null) = (ended_at is null))
);
comment on table crisis_criterion is 'All that is filled in must be so of a customer; several criteria add up.';
comment on column crisis_criterion.cause is 'Of complaints, as they were assessed.';
comment on column crisis_criterion.topic is 'Of questions in contacts.';
comment on column crisis_criterion.since is 'Complaints and contacts from this day on; empty for all.';
comment on column crisis_criterion.listed is 'So many lines a list has; empty if it is none.';
comment on column crisis_criterion.company_id is 'Whose numbers are on the list; empty for those of either company and our own.';
create index crisis_criterion_crisis on crisis_criterion (crisis_id, id);

create table crisis_listed (
  criterion_id bigint not null references crisis_criterion,
  line_no      integer not null,
  typed        text not null check (length(typed) <= 200),
  identity_id  bigint references customer_identity,
  reason       text check (reason in ('UNKNOWN', 'SEVERAL', 'DOUBLE')),
  primary key (criterion_id, line_no),
  check (identity_id is not null or reason is not null)
);
comment on table crisis_listed is 'Lines of a list as they were given, and whom they are; nothing of a list is lost.';
create index crisis_listed_identity on crisis_listed (identity_id);

-- ---------------------------------------------------------------- who is touched
create table crisis_affected (
  id             bigint generated always as identity primary key,
  crisis_id      bigint not null references crisis_crisis,
  identity_id    bigint not null references customer_identity,
  relation       text not null check (relation in ('OWN', 'CAME_OVER', 'TO_COME', 'BUSINESS', 'BOTH')),
  added_at       timestamptz not null,
  removed_at     timestamptz,
  removed_by     bigint references identity_staff,
  removed_reason text check (length(removed_reason) <= 400),
  released_at    timestamptz,
  unique (crisis_id, identity_id),
  check ((removed_at is null) = (removed_by is null)),
  check (removed_at is null or removed_reason is not null)
);
comment on column crisis_affected.identity_id is 'The identity for which his party was made, or will be: each customer is in a crisis once.';
comment on column crisis_affected.released_at is 'Since when mail to many and offers may reach him again.';
create index crisis_affected_identity on crisis_affected (identity_id);

create table crisis_affected_by (
  affected_id  bigint not null references crisis_affected,
  criterion_id bigint not null references crisis_criterion,
  identity_id  bigint not null,
  primary key (affected_id, criterion_id)
);
create index crisis_affected_by_criterion on crisis_affected_by (criterion_id);

create table crisis_release (
  id        bigint generated always as identity primary key,
  crisis_id bigint not null references crisis_crisis,
  which     text not null check (which in ('RELATION', 'CRITERION', 'REST')),
  relation  text check (relation in ('OWN', 'CAME_OVER', 'TO_COME', 'BUSINESS', 'BOTH')),
  criterion_id bigint references crisis_criterion,
  reason    text not null check (btrim(reason) <> '' and length(reason) <= 400),
  customers integer not null,
  staff_id  bigint not null references identity_staff,
  at        timestamptz not null,
  check ((which = 'RELATION') = (relation is not null)),
  check ((which = 'CRITERION') = (criterion_id is not null))
);
comment on table crisis_release is 'Steps in which mail to many was let go again; only added to.';
create index crisis_release_crisis on crisis_release (crisis_id, id);

-- ---------------------------------------------------------------- the one question

-- Whoever sends to many asks it by the identity he writes to: of a customer whom several identities know, and of one who
-- is about to come over, the answer is the same.
create function outbound_held(wanted bigint) returns setof text language sql stable as $$
  select c.number from crisis_affected a join crisis_crisis c on c.id = a.crisis_id
   where a.removed_at is null and a.released_at is null and c.state in ('DECLARED', 'STOOD_DOWN') and not c.exercise
     and a.identity_id in (
       select wanted
       union all
       select m.person_id from wave_member m where m.identity_id = wanted
       union all
       select o.identity_id from customer_party_link l join customer_party_link o on o.party_id = l.party_id
        where l.identity_id = wanted and l.ended_at is null and o.ended_at is null
          and (l.cutover_id is null or l.cutover_id in (select id from customer_cutover_live)))
$$;
comment on function outbound_held is 'Numbers of the crises for which mail to many and offers to this customer wait.';

-- What a crisis tells goes before other mail to many; the next that is due stands in front, however much waits.
drop index outbound_message_due;
create index outbound_message_due on outbound_message ((bulk_id is not null), (subject_kind <> 'crisisMessage'), try_at, id)
 where state in ('WAITING', 'SENDING');
create index outbound_message_aside on outbound_message (identity_id) where state = 'WAITING' and reason = 'crisisHold';

insert into identity_permission (role_code, action)
select role, action
  from (values
    ('crisisLead', array['crisis.affected', 'crisis.find', 'crisis.release']),
    ('crisisMember', array['crisis.affected', 'crisis.find']),
    ('spokesperson', array['crisis.affected']), ('legal', array['crisis.affected']),
    ('complaintCoordinator', array['crisis.affected']), ('migrationLead', array['crisis.affected', 'crisis.find']),
    ('auditor', array['crisis.affected'])) as may(role, actions), unnest(actions) as action
on conflict do nothing;
