-- A merger that is closed, abandoned or taken back leaves nothing to prepare and nothing to read: what is open then ends with
-- it, so that nobody is reminded of it for ever.
alter table programme_item drop constraint programme_item_state_check;
alter table programme_item add constraint programme_item_state_check
  check (state in ('OPEN', 'ASKED', 'DONE', 'NOT_APPLICABLE', 'ENDED'));
comment on column programme_item.state is 'ASKED: somebody says that it does not apply, and a second person decides. ENDED: its merger ended before it was done.';
create view programme_over as
  select id as merger_id from merger_merger where state in ('SIGNED', 'ABANDONED', 'UNDONE') or ended_at is not null;
