-- A promise or complaint that a later delivery changed stood there twice as long as its new version waited for the
-- desk: the old one was not marked as replaced. (Until now no screen could take one up, so nothing of that is lost.)
with renewed as (
  select n.entity, n.cutover_id, earlier.target_id as older
    from transfer_ledger n
    join transfer_cutover c on c.id = n.cutover_id and not c.rehearsal and c.state in ('RUNNING', 'LIVE')
   cross join lateral (
     select g.target_id from transfer_ledger g join transfer_cutover e on e.id = g.cutover_id
      where g.entity = n.entity and g.company_id = n.company_id and g.record_key = n.record_key and g.target_id is not null
        and e.id < n.cutover_id and e.kind = c.kind and not e.rehearsal and e.state = 'LIVE'
      order by g.cutover_id desc limit 1) earlier
   where n.entity in ('PROMISE', 'COMPLAINT') and n.reason = 'AWAITS_DESK' and n.target_id <> earlier.target_id
), promises as (
  update contact_promise f set superseded_by = r.cutover_id
    from renewed r where r.entity = 'PROMISE' and f.id = r.older and f.superseded_by is distinct from r.cutover_id
)
update transfer_held_complaint f set superseded_by = r.cutover_id
  from renewed r where r.entity = 'COMPLAINT' and f.id = r.older and f.superseded_by is distinct from r.cutover_id;
