-- Who explained a figure does not sign it, also when a colleague has written the same or something else there since.
-- So every explanation is kept with who gave it; the line keeps the one that stands.
create table transfer_explanation (
  id bigint generated always as identity primary key,
  reconciliation_id bigint not null,
  entity text not null,
  measure text not null,
  explanation text not null,
  staff_id bigint not null references identity_staff,
  at timestamptz not null,
  foreign key (reconciliation_id, entity, measure) references transfer_reconciliation_line
);
create index transfer_explanation_of on transfer_explanation (reconciliation_id);
comment on column transfer_explanation.at is 'When it was given; of explanations from before this table, when their statement was made.';
insert into transfer_explanation (reconciliation_id, entity, measure, explanation, staff_id, at)
select l.reconciliation_id, l.entity, l.measure, l.explanation, l.explained_by, r.made_at
  from transfer_reconciliation_line l join transfer_reconciliation r on r.id = l.reconciliation_id
 where l.explanation is not null and l.explained_by is not null
 order by l.reconciliation_id, l.no;
create trigger transfer_explanation_stays before insert or update or delete on transfer_explanation
  for each row execute function transfer_refuse_change_of_signed();

-- Of a run that is given up, our own customers stay, with the values they had before. What it delivered of them is then
-- carried no longer, and may be delivered again.
create or replace view merger_carried_delivery as
  select d.id
    from merger_delivery d
   where d.state = 'IMPORTED'
     and exists (select from transfer_cutover c
                  where c.run_id = d.run_id and c.company_id = d.company_id and not c.rehearsal
                    and c.state in ('RUNNING', 'LIVE')
                    and (c.kind = 'OWN' or (c.kind = 'HISTORY') = (d.entity in ('CONTACT', 'DOCUMENT')))
                    and not exists (select from customer_identity_past p
                                     where p.cutover_id = c.id and c.kind = 'OWN' and p.restored_at is not null));
