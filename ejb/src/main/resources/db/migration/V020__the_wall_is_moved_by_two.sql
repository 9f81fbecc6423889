-- The day from which staff of both companies see each other's customers is a promise to the law. Once a merger has
-- started, one person asks to move it and another decides.
create table merger_wall_request (
  id         bigint generated always as identity primary key,
  merger_id  bigint not null references merger_merger,
  old_day    date not null,
  new_day    date not null,
  reason     text not null check (btrim(reason) <> ''),
  asked_by   bigint not null references identity_staff,
  asked_at   timestamptz not null,
  state      text not null default 'OPEN' check (state in ('OPEN', 'APPROVED', 'DECLINED')),
  decided_by bigint references identity_staff,
  decided_at timestamptz,
  check (old_day <> new_day),
  check ((state = 'OPEN') = (decided_by is null)),
  check ((state = 'OPEN') = (decided_at is null)),
  constraint merger_wall_request_by_two check (decided_by <> asked_by)
);
create unique index merger_wall_request_one on merger_wall_request (merger_id) where state = 'OPEN';
