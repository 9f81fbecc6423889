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

-- A merge by hand of which every customer it moved was taken back moves nobody: it stands no longer. From here on
-- taking back says so itself.
with recursive standing as (
  select merge_id, replaces from customer_party_link where ended_at is null and merge_id is not null
  union
  select b.merge_id, b.replaces from standing s join customer_party_link b on b.id = s.replaces
), taken_back as (
  select distinct on (moved.merge_id) moved.merge_id, l.ended_by, l.ended_at, c.undone_reason
    from customer_party_link moved
    join customer_party_link l on l.identity_id = moved.identity_id and l.ended_reason = 'CUTOVER_UNDONE'
    join transfer_cutover c on c.id = l.cutover_id
   where moved.merge_id is not null
   order by moved.merge_id, l.ended_at desc, l.id desc
)
update customer_merge m set undone_by = t.ended_by, undone_at = t.ended_at, undone_reason = t.undone_reason
  from taken_back t
 where t.merge_id = m.id and m.undone_at is null
   and m.id not in (select merge_id from standing where merge_id is not null);

-- A number that once was given finds its customer for ever: the party that has it while somebody is in it, else where
-- the customer is for whom it was made, else through the merges that stand.
create or replace function customer_parties_by_number(wanted text) returns setof bigint language sql stable as $$
  with recursive asked as (
    select id, founder_id from customer_party where number = upper(wanted)
  ), counting as (
    select l.party_id, l.party_id = asked.id as own
      from asked join customer_party_link l on l.party_id = asked.id or l.identity_id = asked.founder_id
     where l.ended_at is null and (l.cutover_id is null or l.cutover_id in (select id from customer_cutover_live))
  ), way as (
    select id from asked where not exists (select from counting)
    union
    select m.kept_party_id from way join customer_merge m on m.gone_party_id = way.id and m.undone_at is null
  )
  (select party_id from counting order by own desc limit 1)
  union all
  select id from way
$$;
