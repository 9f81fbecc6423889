-- Who says something else of two customers than was said before must not wipe out what a colleague said. So every
-- verdict is kept beside the pair, with who gave it, when and why. Rows are only ever added (see afterMigrate.sql).
-- Of the time before this table only the verdict that stood is known.
create table matching_verdict (
  id       bigint generated always as identity primary key,
  run_id   bigint not null references merger_run,
  left_id  bigint not null,
  right_id bigint not null,
  verdict  text not null check (verdict in ('SAME', 'NOT_SAME', 'DOUBT')),
  reason   text check (btrim(reason) <> ''),
  staff_id bigint not null references identity_staff,
  at       timestamptz not null,
  check (left_id < right_id)
);
create index matching_verdict_of_two on matching_verdict (left_id, right_id, id);
create index matching_verdict_run on matching_verdict (run_id, id);
comment on table matching_verdict is 'Of two customers, whichever run put them side by side; as in matching_do_not_link.';
insert into matching_verdict (run_id, left_id, right_id, verdict, reason, staff_id, at)
select run_id, least(left_id, right_id), greatest(left_id, right_id), verdict, nullif(btrim(reason), ''), reviewer, decided_at
  from matching_pair where verdict is not null and decided_at is not null
 order by decided_at, id;

-- A rehearsal is approved only if it saw every verdict. Clocks do not tell: one may be given before it begins, and be
-- there only after.
alter table transfer_cutover add column seen_verdict bigint not null default 0;
comment on column transfer_cutover.seen_verdict is 'The newest verdict of the run when it began; 0 if there was none.';
update transfer_cutover c
   set seen_verdict = coalesce((select max(v.id) from matching_verdict v where v.run_id = c.run_id and v.at <= c.started_at), 0);
