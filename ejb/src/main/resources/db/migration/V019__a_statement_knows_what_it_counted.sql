-- A statement can be signed only while what it counted is as it was: which records of which file were staged,
-- repaired and let go, and which control totals there were. Statements from before this are made anew.
alter table transfer_reconciliation add column basis text;
comment on column transfer_reconciliation.basis is
  'The files with their versions, and the newest change of a control total, when the figures were taken.';
alter table transfer_reconciliation_line add column explanation_changed boolean not null default false;
comment on column transfer_reconciliation_line.explanation_changed is
  'Another explanation stood here before: who signs must see it in a new statement.';

-- A value that a person gave makes the record another than was delivered. What was delivered stays known, so that
-- the same record in a later file gets the same value, and is then the same record.
alter table merger_warning add column delivered_sha bytea;
comment on column merger_warning.delivered_sha is
  'SHA-256 of the values as read, before a person changed one; empty where the field stayed as it was.';

-- How many rejects one file may have depends on the run: ten thousand lines are not ten million.
alter table merger_run add column most_rejects bigint not null default 50000 check (most_rejects >= 0);
comment on column merger_run.most_rejects is 'More rejects than this in one file stop its import: then the mapping is wrong.';
