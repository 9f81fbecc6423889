-- Tasks change hands, many at once if need be, with a reason; whoever did it can take it back for ten seconds. So it is
-- kept how each task was before: taking back restores just that, unless somebody changed the task since.
create table work_move (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  staff_id   bigint not null references identity_staff,
  deed       text not null check (deed in ('CLAIM', 'RELEASE', 'GIVE', 'PRIORITY')),
  to_staff_id bigint references identity_staff,
  to_team_id bigint references identity_team,
  priority   smallint check (priority between 1 and 3),
  reason     text,
  undone_at  timestamptz,
  constraint given_to_one check (deed <> 'GIVE' or num_nonnulls(to_staff_id, to_team_id) = 1)
);
create table work_move_item (
  move_id       bigint not null references work_move,
  item_id       bigint not null references work_item,
  claimed_by    bigint references identity_staff,
  team_id       bigint references identity_team,
  priority      smallint not null,
  version_after integer not null,
  primary key (move_id, item_id)
);
comment on table work_move_item is 'How a task was before it changed hands, and its version after.';
create index work_move_item_item on work_move_item (item_id);

-- Who leads people gives them work; what somebody has in hand they may hand on themselves.
insert into identity_permission (role_code, action)
select role, 'work.assign' from unnest(array['teamLead', 'complaintCoordinator', 'migrationLead']) role
on conflict do nothing;
