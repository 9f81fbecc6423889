-- Nothing is offered to whoever waits for what comes of a complaint, whichever company it came from; only one page knew
-- that. What is handled here and what came over under one name, so that every offer can ask.
create view outbound_open_complaint as
  select identity_id, cast(null as bigint) as cutover_id, cast(null as bigint) as superseded_by
    from complaint_complaint where closed_at is null and identity_id is not null
  union all
  select h.identity_id, h.cutover_id, h.superseded_by from transfer_held_complaint h
   where not exists (select from complaint_complaint k where k.number = h.taken_as);

-- A complaint about a product blocked offers of it only once a step was taken with it after V066.
insert into outbound_offer_block (identity_id, product, complaint_number, begun_at)
select k.identity_id, btrim(k.product), k.number, k.received_at
  from complaint_complaint k
 where k.closed_at is null and k.stage <> 'WITHDRAWN' and k.identity_id is not null
   and btrim(k.product) <> '' and length(btrim(k.product)) <= 200
on conflict do nothing;
