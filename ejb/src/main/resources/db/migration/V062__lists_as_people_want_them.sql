-- People keep the lists they come back to, for themselves or with their team, and choose what they see of a task. The
-- list itself is the address that asks for it, so that it can be sent and kept elsewhere too.
create table work_view (
  id       bigint generated always as identity primary key,
  owner_id bigint not null references identity_staff,
  team_id  bigint references identity_team,
  name     text not null check (length(name) between 1 and 60),
  query    text not null check (length(query) between 1 and 1000),
  constraint one_of_a_name unique (owner_id, name)
);
comment on column work_view.team_id is 'The team that sees it too; empty: its owner alone.';
comment on column work_view.query is 'What stands behind the question mark of the address.';
create index work_view_team on work_view (team_id) where team_id is not null;

create table work_preference (
  staff_id bigint primary key references identity_staff,
  view_id  bigint references work_view on delete set null,
  columns  text[]
);
comment on column work_preference.view_id is 'The list that opens first.';
comment on column work_preference.columns is 'What is shown of a task; empty: what is shown to everybody.';
