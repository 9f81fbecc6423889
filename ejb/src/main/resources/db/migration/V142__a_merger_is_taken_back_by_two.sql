-- Taking back what a run brought was one person with one click. One who leads the migration asks for it, and somebody of finance,
-- who signs what came over, confirms it with the figures in view.
create table transfer_undo_request (
  id         bigint generated always as identity primary key,
  run_id     bigint not null references merger_run,
  scope      text not null check (scope in ('HISTORY', 'ALL')),
  reason     text not null check (btrim(reason) <> '' and length(reason) <= 1000),
  asked_by   bigint not null references identity_staff,
  asked_at   timestamptz not null,
  state      text not null default 'OPEN' check (state in ('OPEN', 'APPROVED', 'DECLINED')),
  decided_by bigint references identity_staff,
  decided_at timestamptz,
  check ((state = 'OPEN') = (decided_by is null)),
  check ((state = 'OPEN') = (decided_at is null)),
  constraint transfer_undo_request_by_two check (decided_by <> asked_by)
);
create unique index transfer_undo_request_one on transfer_undo_request (run_id) where state = 'OPEN';
