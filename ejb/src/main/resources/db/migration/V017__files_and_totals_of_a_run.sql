-- What merger must know of the cut-overs, under its own name: files whose records are being carried to the live
-- tables, or are live there. Such files stay as they are; all others may be delivered again in a later run.
create view merger_carried_delivery as
  select d.id
    from merger_delivery d
   where d.state = 'IMPORTED'
     and exists (select from transfer_cutover c
                  where c.run_id = d.run_id and c.company_id = d.company_id and not c.rehearsal
                    and c.state in ('RUNNING', 'LIVE')
                    and (c.kind = 'OWN' or (c.kind = 'HISTORY') = (d.entity in ('CONTACT', 'DOCUMENT'))));

-- The same content once in a run; of earlier runs the application asks, as it depends on what became of them.
alter table merger_delivery drop constraint merger_delivery_once;
alter table merger_delivery add constraint merger_delivery_once unique (run_id, company_id, entity, sha256);
create index merger_delivery_content on merger_delivery (company_id, entity, sha256);
