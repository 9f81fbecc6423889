-- The cut-over of a wave carries the contact history with the rest. Its files counted as not carried, so that a line of them
-- could still be repaired after its customer had gone over, and was then lost or booked twice.
create or replace view merger_carried_delivery as
  select d.id
    from merger_delivery d
   where d.state = 'IMPORTED'
     and exists (select from transfer_cutover c
                  where c.run_id = d.run_id and c.company_id = d.company_id and not c.rehearsal
                    and c.state in ('RUNNING', 'LIVE')
                    and (c.kind = 'OWN' or c.wave_id is not null or (c.kind = 'HISTORY') = (d.entity in ('CONTACT', 'DOCUMENT')))
                    and not exists (select from customer_identity_past p
                                     where p.cutover_id = c.id and c.kind = 'OWN' and p.restored_at is not null));
