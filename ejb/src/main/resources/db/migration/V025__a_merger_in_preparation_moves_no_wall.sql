-- A merger that is only registered hides nobody who is live by another one: its day of visibility counts from its
-- start, as long as it is not given up, or while anything of the acquired company is live by it.
create or replace view customer_company as
  select c.id, c.code, c.name, c.ours,
         (select max(m.visible_from) from merger_merger m
           where m.acquired_id = c.id
             and (m.state not in ('PREPARING', 'ABANDONED', 'UNDONE')
                  or exists (select from transfer_cutover t
                              where t.merger_id = m.id and t.company_id = c.id and t.state = 'LIVE'))) as visible_from
    from merger_company c;
