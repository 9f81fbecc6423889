-- One line of the work list counted all complaints that came over, of every company and wave. Tasks that were put on the list
-- by sets say with what they came, so that each of these has a line and a counter of its own.
alter table work_item add column batch_id bigint;
alter table work_item add column batch_of text;
alter table work_item add column batch_on date;
comment on column work_item.batch_id is 'With what it came: key of the cut-over that brought its subject; empty for what came by itself.';
comment on column work_item.batch_of is 'Of which company that was.';
comment on column work_item.batch_on is 'On which day.';

create or replace view customer_cutover_live as select id, live_at from transfer_cutover where state = 'LIVE';

update work_item w
   set batch_id = l.id, batch_of = c.name, batch_on = cast(l.live_at at time zone 'Europe/Amsterdam' as date)
  from contact_held_complaint f
  join customer_identity i on i.id = f.identity_id
  join customer_company c on c.id = i.company_id
  join customer_cutover_live l on l.id = f.cutover_id
 where w.kind = 'takeUpComplaint' and w.subject_id = f.id and l.live_at is not null;
