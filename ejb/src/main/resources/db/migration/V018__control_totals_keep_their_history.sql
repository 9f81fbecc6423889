-- A control total that can be made to fit proves nothing: every figure that was entered, changed or taken away is
-- kept beside it, with who did it, when and why. Rows are only ever added (see afterMigrate.sql).
create table merger_control_total_change (
  id         bigint generated always as identity primary key,
  run_id     bigint not null references merger_run,
  company_id bigint not null references merger_company,
  entity     text not null,
  measure    text not null,
  old_value  numeric,
  new_value  numeric,
  old_source text,
  new_source text,
  reason     text check (btrim(reason) <> ''),
  changed_by bigint not null references identity_staff,
  changed_at timestamptz not null,
  check (old_value is not null or new_value is not null),
  check ((old_value is null) = (old_source is null)),
  check ((new_value is null) = (new_source is null))
);
create index merger_control_total_change_run on merger_control_total_change (run_id, company_id, id);
comment on column merger_control_total_change.old_value is 'Empty: there was none before.';
comment on column merger_control_total_change.new_value is 'Empty: it was taken away.';
comment on column merger_control_total_change.reason is 'Needed once the files of its part are imported.';

-- What merger must know of the reconciliations, under its own name: parts of a run whose statement is signed. What
-- they were compared with stays.
create view merger_signed_part as
  select distinct c.run_id, c.company_id, c.kind = 'HISTORY' as history
    from transfer_cutover c
   where not c.rehearsal and c.state = 'LIVE'
     and exists (select from transfer_reconciliation r where r.cutover_id = c.id and r.signed_at is not null);
