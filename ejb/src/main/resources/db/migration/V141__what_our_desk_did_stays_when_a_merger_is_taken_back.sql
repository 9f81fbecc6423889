-- Taking a merger back ended the links of its customers, and with them what our own desk had done since was of nobody: promises
-- could not be opened, contacts and letters left the timeline. The desk's own work stays with whom it was done for.

-- Whose it was is looked up by the newest link that ended so.
create index customer_party_link_taken_back on customer_party_link (identity_id, id) where ended_reason = 'CUTOVER_UNDONE';

-- Identities on which our own desk has work, whoever the customer is now.
create view customer_desk_work as
select identity_id from contact_note
union all
select identity_id from contact_promise_work
union all
select identity_id from complaint_complaint where identity_id is not null;

-- The wall stands until its day also for a merger that was taken back: what the clean team noted before that day is not seen by
-- others because the merger ended. Of one that was given up before anything came over there is nothing to see.
create or replace view customer_company as
  select c.id, c.code, c.name, c.ours,
         (select max(m.visible_from) from merger_merger m
           where m.acquired_id = c.id
             and (m.state not in ('PREPARING', 'ABANDONED')
                  or exists (select from transfer_cutover t
                              where t.merger_id = m.id and t.company_id = c.id and t.state = 'LIVE'))) as visible_from
    from merger_company c;
