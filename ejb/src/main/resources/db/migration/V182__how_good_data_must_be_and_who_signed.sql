-- Half of the data of an acquired company does not fit, and that shows afterwards. How good each field must be is agreed
-- beforehand, measured in every delivery, and signed by who owns the data there; finance signs when the parallel run is good
-- enough; and on paper stands who answers for the data in each phase. Before that no wave goes.
alter table programme_programme add column exit_criteria text check (length(exit_criteria) <= 4000);
alter table programme_programme add column exit_changed_at timestamptz;
comment on column programme_programme.exit_criteria is 'When the parallel run of old and new billing is good enough.';

create table programme_threshold (
  merger_id  bigint not null references programme_programme,
  entity     text not null,
  field      text not null,
  min_filled integer not null check (min_filled between 0 and 100),
  min_valid  integer not null check (min_valid between 0 and 100),
  changed_by bigint not null references identity_staff,
  changed_at timestamptz not null,
  primary key (merger_id, entity, field)
);
comment on column programme_threshold.min_filled is 'Per cent of the records in which something was delivered.';
comment on column programme_threshold.min_valid is 'Per cent of what was delivered that could be read as it is.';

create table programme_measure (
  delivery_id bigint not null references merger_delivery,
  field       text not null,
  records     bigint not null,
  filled      bigint not null,
  valid       bigint not null,
  measured_at timestamptz not null,
  primary key (delivery_id, field),
  check (valid <= filled and filled <= records)
);

create table programme_signature (
  id          bigint generated always as identity primary key,
  merger_id   bigint not null references programme_programme,
  kind        text not null check (kind in ('DATA_QUALITY', 'PARALLEL_RUN')),
  delivery_id bigint references merger_delivery,
  signer_name text not null check (btrim(signer_name) <> '' and length(signer_name) <= 200),
  signer_role text check (length(signer_role) <= 200),
  signed_on   date not null,
  words       text check (length(words) <= 4000),
  figures     jsonb,
  noted_by    bigint not null references identity_staff,
  noted_at    timestamptz not null,
  check (kind <> 'DATA_QUALITY' or delivery_id is not null)
);
create index programme_signature_of on programme_signature (merger_id, kind, id desc);
comment on column programme_signature.delivery_id is 'The newest delivery that was seen; a later one below a threshold is signed anew.';
comment on column programme_signature.signer_name is 'Who owns the data at the old company; of the parallel run, who signs for finance.';

create table programme_phase (
  merger_id  bigint not null references programme_programme,
  phase      text not null check (phase in ('PREPARATION', 'WAVES', 'AFTERCARE')),
  controller text not null check (btrim(controller) <> '' and length(controller) <= 200),
  processor  text not null check (btrim(processor) <> '' and length(processor) <= 200),
  changed_by bigint not null references identity_staff,
  changed_at timestamptz not null,
  primary key (merger_id, phase)
);
comment on table programme_phase is 'Who answers for the data, and who handles them for him (GDPR art. 4), in each phase.';

create table programme_agreement (
  run_id     bigint primary key references merger_run,
  merger_id  bigint not null references programme_programme,
  agreement  text not null check (btrim(agreement) <> '' and length(agreement) <= 200),
  assessment text not null check (btrim(assessment) <> '' and length(assessment) <= 200),
  changed_by bigint not null references identity_staff,
  changed_at timestamptz not null
);
comment on table programme_agreement is 'By which agreement (GDPR art. 28) and which impact assessment (art. 35) a run takes the data.';
