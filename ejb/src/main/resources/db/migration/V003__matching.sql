-- Which customers may be one person: the frozen model, the keys under which they are looked for, the pairs with their
-- weight and reasons, and what people said of them. Persons are customer identities; that table comes after this one,
-- so there is no foreign key.

create table matching_model (
  id           bigint generated always as identity primary key,
  run_id       bigint not null references merger_run,
  version      integer not null check (version > 0),
  parameters   jsonb not null,
  link_above   numeric(7,3) not null,
  review_above numeric(7,3) not null,
  state        text not null default 'DRAFT' check (state in ('DRAFT', 'APPROVED', 'REPLACED')),
  left_count   bigint not null,
  right_count  bigint not null,
  estimated_at timestamptz not null,
  approved_by  bigint references identity_staff,
  approved_at  timestamptz,
  unique (run_id, version),
  check (link_above >= review_above),
  check ((approved_at is null) = (approved_by is null))
);
create unique index matching_model_one_approved on matching_model (run_id) where state = 'APPROVED';
comment on column matching_model.parameters is 'Frozen with the approval: a delta is matched by the same weights.';

-- Made anew for each run of the job; side 1 is the acquired company, 2 is ours.
create table matching_key (
  model_id  bigint not null references matching_model,
  side      smallint not null check (side in (1, 2)),
  key       bigint not null,
  person_id bigint not null
);
create index matching_key_left on matching_key (model_id, person_id) where side = 1;
create index matching_key_right on matching_key (model_id, key) where side = 2;

create table matching_pair (
  id          bigint generated always as identity primary key,
  run_id      bigint not null references merger_run,
  model_id    bigint not null references matching_model,
  left_id     bigint not null,
  right_id    bigint not null,
  weight      numeric(7,3) not null,
  decision    text not null check (decision in ('LINK', 'REVIEW', 'OUTDONE')),
  explanation jsonb not null,
  verdict     text check (verdict in ('SAME', 'NOT_SAME', 'DOUBT')),
  reviewer    bigint references identity_staff,
  reason      text,
  decided_at  timestamptz,
  version     integer not null default 0,
  unique (run_id, left_id, right_id),
  check (left_id <> right_id),
  check ((verdict is null) = (reviewer is null))
);
comment on column matching_pair.left_id is 'Identity of the acquired company.';
comment on column matching_pair.right_id is 'Identity of our own company.';
comment on column matching_pair.decision is
  'LINK: without a look. REVIEW: a person decides. OUTDONE: one of the two is linked to another by far, nobody is asked.';
create index matching_pair_to_review on matching_pair (run_id, weight desc, id) where decision = 'REVIEW' and verdict is null;
create index matching_pair_right on matching_pair (run_id, right_id);

-- "Never the same": survives every later run.
create table matching_do_not_link (
  left_id  bigint not null,
  right_id bigint not null,
  staff_id bigint not null references identity_staff,
  reason   text not null check (btrim(reason) <> ''),
  at       timestamptz not null,
  primary key (left_id, right_id),
  check (left_id < right_id)
);
