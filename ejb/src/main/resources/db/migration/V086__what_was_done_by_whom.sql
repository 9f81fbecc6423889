-- The list of what was done is narrowed by who did it, by kind and by text like the list of what waits, and read by
-- pages from its end; without these each page of a rare kind or person reads all that was ever done.
create index work_item_done_by on work_item (completed_by, completed_at, id) where state = 'DONE';
create index work_item_done_kind on work_item (kind, completed_at, id) where state = 'DONE';
create index work_item_done_role on work_item (role_code, completed_at, id) where state = 'DONE';
create index work_item_done_name on work_item using gin (subject_name gin_trgm_ops) where state = 'DONE';

-- Whoever opens a task reads why it changed hands.
comment on column work_move.reason is 'Why, for who gets the task and for whoever looks later.';
