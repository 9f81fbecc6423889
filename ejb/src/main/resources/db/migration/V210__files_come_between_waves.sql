-- A merger by waves takes months. From the first wave on nothing new of the old company could come in: a run that stands ready
-- takes files again, in a further round, and is rehearsed and approved anew before the next wave goes. A cut-over carries the
-- files up to the round in which it began; a full file of a later round takes the place of those of its sort before.
alter table merger_run add column round integer not null default 1 check (round > 0);
alter table merger_run add column last_job_before bigint not null default 0;
comment on column merger_run.round is 'How often its files were opened: 1 before the first wave, one more each time that files come between waves.';
comment on column merger_run.last_job_before is 'The newest job there was when the round began: what jobs did before it says nothing of its files.';
alter table merger_delivery add column round integer not null default 1 check (round > 0);
comment on column merger_delivery.round is 'The round of its run in which it came.';
alter table transfer_cutover add column round integer not null default 1;
comment on column transfer_cutover.round is 'The round of the run when it began: it carries no file of a later one.';
alter table transfer_rehearsal add column round integer not null default 1;

-- What is of no customer is booked once per file, by the first wave after the file came.
create table transfer_rest (
  cutover_id  bigint not null references transfer_cutover,
  delivery_id bigint not null references merger_delivery,
  primary key (cutover_id, delivery_id)
);
create index transfer_rest_delivery on transfer_rest (delivery_id);
comment on table transfer_rest is 'Of which files the cut-over of a wave books the records of no customer.';
insert into transfer_rest (cutover_id, delivery_id)
select c.id, d.id from transfer_cutover c join merger_delivery d on d.run_id = c.run_id and d.company_id = c.company_id
 where c.wave_id is not null and c.carries_rest and d.state = 'IMPORTED';
drop index transfer_cutover_one_rest;

-- A file that came after a wave was not carried by it.
create or replace view merger_carried_delivery as
  select d.id
    from merger_delivery d
   where d.state = 'IMPORTED'
     and exists (select from transfer_cutover c
                  where c.run_id = d.run_id and c.company_id = d.company_id and not c.rehearsal
                    and c.state in ('RUNNING', 'LIVE')
                    and (c.kind = 'OWN' or c.wave_id is not null and d.round <= c.round
                         or c.wave_id is null and (c.kind = 'HISTORY') = (d.entity in ('CONTACT', 'DOCUMENT')))
                    and not exists (select from customer_identity_past p
                                     where p.cutover_id = c.id and c.kind = 'OWN' and p.restored_at is not null));
