-- People live in the work list all day: what must be done first stands on top, also with 100,000 open tasks. By when is
-- for the clock of the subject to say. It is kept on the task, as a list sorted by a date that stands elsewhere would
-- read every task for each page; and by triggers, so that no way of setting or moving a clock can forget it.
alter table work_item
  add column due_clock_id bigint references sla_clock,
  add column priority smallint not null default 2 check (priority between 1 and 3),
  add column team_id bigint references identity_team;
comment on column work_item.due_clock_id is 'The running clock of the subject whose limit comes first; it says why due_at.';
comment on column work_item.priority is '1 high, 2 normal, 3 low.';
comment on column work_item.team_id is 'The team it was given to; empty: for everybody with the role.';

-- A new task: its date, and how urgent the task before it was. The clocks are held first, so that a date that moves at
-- the same moment is seen.
create function work_item_begins() returns trigger language plpgsql as $$
declare
  before smallint;
begin
  if new.due_at is null then
    perform 1 from sla_clock c
      where c.subject_kind = upper(new.subject_kind) and c.subject_id = new.subject_id and c.ended_at is null
      order by c.id for share;
    select c.id, c.limit_at into new.due_clock_id, new.due_at from sla_clock c
     where c.subject_kind = upper(new.subject_kind) and c.subject_id = new.subject_id and c.state = 'RUNNING'
     order by c.limit_at, c.id limit 1;
  end if;
  select w.priority into before from work_item w
   where w.subject_kind = new.subject_kind and w.subject_id = new.subject_id order by w.id desc limit 1;
  if before is not null and new.priority = 2 then
    new.priority := before;
  end if;
  return new;
end $$;
create trigger work_item_begins before insert on work_item for each row execute function work_item_begins();

-- Clocks that were set, moved, paused or ended, all of one statement at once: a change of the calendar moves thousands.
create function work_due_follows_clocks() returns trigger language plpgsql as $$
begin
  update work_item w set due_at = s.limit_at, due_clock_id = s.clock_id
    from (select c.subject_kind, c.subject_id, n.id as clock_id, n.limit_at
            from (select distinct subject_kind, subject_id from changed) c
            left join lateral (select x.id, x.limit_at from sla_clock x
                                where x.subject_kind = c.subject_kind and x.subject_id = c.subject_id and x.state = 'RUNNING'
                                order by x.limit_at, x.id limit 1) n on true) s
   where w.subject_kind = lower(s.subject_kind) and w.subject_id = s.subject_id and w.state = 'OPEN'
     and (w.due_clock_id is not null or w.due_at is null)
     and (w.due_clock_id is distinct from s.clock_id or w.due_at is distinct from s.limit_at);
  return null;
end $$;
create trigger work_due_of_new_clocks after insert on sla_clock referencing new table as changed
  for each statement execute function work_due_follows_clocks();
create trigger work_due_of_moved_clocks after update on sla_clock referencing new table as changed
  for each statement execute function work_due_follows_clocks();

update work_item w set due_at = c.limit_at, due_clock_id = c.id
  from (select distinct on (subject_kind, subject_id) * from sla_clock where state = 'RUNNING'
         order by subject_kind, subject_id, limit_at, id) c
 where w.state = 'OPEN' and w.due_at is null and c.subject_kind = upper(w.subject_kind) and c.subject_id = w.subject_id;

-- Each order of the list has an index that ends in the key, by which a page goes on where the last one ended.
drop index work_item_open;
create index work_item_by_due on work_item (coalesce(due_at, 'infinity'), id) where state = 'OPEN';
create index work_item_by_role on work_item (role_code, coalesce(due_at, 'infinity'), id) where state = 'OPEN';
create index work_item_by_kind on work_item (kind, coalesce(due_at, 'infinity'), id) where state = 'OPEN';
create index work_item_by_hand on work_item (claimed_by, coalesce(due_at, 'infinity'), id) where state = 'OPEN';
create index work_item_by_team on work_item (team_id, coalesce(due_at, 'infinity'), id) where state = 'OPEN' and team_id is not null;
create index work_item_by_priority on work_item (priority, coalesce(due_at, 'infinity'), id) where state = 'OPEN';
create index work_item_by_age on work_item (created_at, id) where state = 'OPEN';
create index work_item_by_end on work_item (completed_at, id) where state = 'DONE';
create index work_item_name on work_item using gin (subject_name gin_trgm_ops) where state = 'OPEN';
