-- A run that was given up while our own customers were half carried left that cut-over under way for ever: nobody saw
-- those customers, no later run could transfer, and their file counted as carried. A server that had been halted could
-- leave an empty one beside the live one, after which the run could not be taken back. Of a run that is over nothing is
-- under way any more: it is taken back as that answer would have done, and the same file can be delivered again.
with stuck as materialized (
  select c.id, c.run_id, c.kind, r.closed_at, coalesce(d.completed_by, c.started_by) as staff_id,
         coalesce(d.note, 'The run is over') as reason
    from transfer_cutover c
    join merger_run r on r.id = c.run_id
    left join lateral (select w.completed_by, w.note from work_item w
                        where w.subject_kind = 'run' and w.subject_id = c.run_id and w.outcome in ('undo', 'abandon')
                          and w.completed_by is not null
                        order by w.completed_at desc, w.id desc limit 1) d on true
   where c.state = 'RUNNING' and not c.rehearsal and r.closed_at is not null
), taken_back as (
  update transfer_cutover c
     set state = 'UNDONE', undone_by = s.staff_id, undone_at = s.closed_at, undone_reason = s.reason
    from stuck s where c.id = s.id
), ended as (
  update customer_party_link l set ended_at = s.closed_at, ended_by = s.staff_id, ended_reason = 'CUTOVER_UNDONE'
    from stuck s where l.cutover_id = s.id and l.ended_at is null
)
update work_job j set state = 'ABANDONED', wake_id = null
  from stuck s
 where j.state = 'FAILED' and j.subject_kind = 'run' and j.subject_id = s.run_id
   and j.kind = case s.kind when 'OWN' then 'load-own-customers' when 'TRANSFER' then 'transfer-customers'
                else 'move-contact-history' end;
