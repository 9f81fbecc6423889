-- The wall around the acquired company's customers stands as long as anything of them is live, also when the merger
-- itself was given up: what can be seen decides, not how the merger is called.
create or replace view customer_company as
  select c.id, c.code, c.name, c.ours,
         (select max(m.visible_from) from merger_merger m
           where m.acquired_id = c.id
             and (m.state not in ('ABANDONED', 'UNDONE')
                  or exists (select from transfer_cutover t
                              where t.merger_id = m.id and t.company_id = c.id and t.state = 'LIVE'))) as visible_from
    from merger_company c;

-- A rehearsal belongs to the run that began it: no other run goes on with it or throws it away. One that is there
-- now is of the run that used it last; one that nobody used is dropped.
alter table transfer_rehearsal add column run_id bigint references merger_run;
update transfer_rehearsal
   set run_id = (select run_id from transfer_cutover where rehearsal and state in ('RUNNING', 'LIVE') order by id desc limit 1)
 where dropped_at is null;
update transfer_rehearsal set dropped_at = now() where dropped_at is null and run_id is null;
comment on column transfer_rehearsal.run_id is 'Whose rehearsal it is; empty for one from before this was kept.';
