-- A customer who is known twice at the acquired company objects as a person: all of his accounts leave, under whatever number.
create or replace view wave_leaver as
  select o.identity_id, o.merger_id from objection_objection o
   where o.outcome = 'LEAVE' and o.stage <> 'WITHDRAWN'
  union
  select p.identity_id, o.merger_id from objection_objection o
    join wave_member m on m.merger_id = o.merger_id and m.identity_id = o.identity_id
    join wave_member p on p.merger_id = m.merger_id and p.person_id = m.person_id
   where o.outcome = 'LEAVE' and o.stage <> 'WITHDRAWN';
