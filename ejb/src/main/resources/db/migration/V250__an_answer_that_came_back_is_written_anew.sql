-- An answer that came back as wrong, or that readers were not to see any more, was a draft like any other: it could be approved
-- unchanged. Now only a new text leads on.
alter table knowledge_item drop constraint knowledge_item_state_check;
alter table knowledge_item add constraint knowledge_item_state_check
  check (state in ('DRAFT', 'SENT_BACK', 'CHECKED', 'PUBLISHED', 'EXPIRED', 'WITHDRAWN'));

update knowledge_item i set state = e.kind, version = i.version + 1
  from knowledge_event e
 where i.state = 'DRAFT' and e.kind in ('SENT_BACK', 'WITHDRAWN')
   and e.id = (select max(l.id) from knowledge_event l where l.item_id = i.id);
