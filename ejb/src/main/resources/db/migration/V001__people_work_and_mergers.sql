-- The ground everything stands on: people and what they may do, what is to be done, what has happened,
-- requests that survive a crash, jobs with a lease, and the merger itself.
-- Tables carry their context as prefix. The application's role gets its rights in afterMigrate.sql.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- ---------------------------------------------------------------- identity: people, roles as data
create table identity_role (
  code text primary key check (code ~ '^[a-z][A-Za-z]+$')
);
create table identity_permission (
  role_code text not null references identity_role,
  action    text not null check (action ~ '^[a-z]+\.[a-zA-Z]+$'),
  primary key (role_code, action)
);
create table identity_team (
  id   bigint generated always as identity primary key,
  name text not null unique
);
create table identity_staff (
  id            bigint generated always as identity primary key,
  login         text not null unique check (login = lower(login) and login ~ '^[a-z0-9][a-z0-9._-]{1,59}$'),
  full_name     text not null check (btrim(full_name) <> ''),
  email         text,
  language      text not null default 'nl' check (language in ('nl', 'en')),
  password_hash text,
  active        boolean not null default true,
  failed_logins integer not null default 0,
  locked_until  timestamptz,
  clean_team    boolean not null default false,
  team_id       bigint references identity_team,
  demonstration boolean not null default false,
  version       integer not null default 0
);
comment on column identity_staff.clean_team is
  'May see customers of the acquired company before the date set; all others see them from that date on.';
create table identity_staff_role (
  staff_id  bigint not null references identity_staff,
  role_code text not null references identity_role,
  primary key (staff_id, role_code)
);
create table identity_token (
  id           bigint generated always as identity primary key,
  staff_id     bigint not null references identity_staff,
  name         text not null,
  sha256       bytea not null unique,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  last_used_at timestamptz
);

-- ---------------------------------------------------------------- audit: append-only
create table audit_event (
  id           bigint generated always as identity,
  at           timestamptz not null,
  staff_id     bigint,
  actor        text not null,
  action       text not null,
  subject_kind text not null,
  subject_id   text not null,
  purpose      text,
  detail       jsonb,
  primary key (id, at)
) partition by range (at);
create table audit_event_rest partition of audit_event default;
create index audit_event_subject on audit_event (subject_kind, subject_id, at desc);
create index audit_event_staff on audit_event (staff_id, at desc);

-- ---------------------------------------------------------------- work: what people are to do
create table work_item (
  id             bigint generated always as identity primary key,
  kind           text not null,
  process_id     text,
  engine_task_id text unique,
  subject_kind   text not null,
  subject_id     bigint not null,
  subject_name   text,
  role_code      text not null references identity_role,
  not_staff_id   bigint references identity_staff,
  reason         text,
  outcomes       text[] not null default '{}',
  state          text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'WITHDRAWN')),
  claimed_by     bigint references identity_staff,
  created_at     timestamptz not null,
  due_at         timestamptz,
  completed_at   timestamptz,
  completed_by   bigint references identity_staff,
  outcome        text,
  note           text,
  version        integer not null default 0
);
comment on column work_item.outcomes is 'What the person can answer; the process goes on by it.';
comment on column work_item.not_staff_id is 'Separation of duties: this person may neither claim nor complete the item.';
create index work_item_open on work_item (role_code, due_at) where state = 'OPEN';
create index work_item_subject on work_item (subject_kind, subject_id);

-- A job is requested in the transaction of its cause. Whoever holds the lease runs it; the epoch fences off
-- a runner that was stopped and comes back. Lease times are the database's.
create table work_job (
  id            bigint generated always as identity primary key,
  kind          text not null,
  subject_kind  text not null,
  subject_id    bigint not null,
  parameters    jsonb not null default '{}',
  wake_id       text,
  state         text not null default 'REQUESTED'
                check (state in ('REQUESTED', 'RUNNING', 'COMPLETED', 'FAILED', 'ABANDONED')),
  epoch         integer not null default 0,
  lease_owner   text,
  lease_until   timestamptz,
  requested_by  bigint references identity_staff,
  requested_at  timestamptz not null,
  started_at    timestamptz,
  ended_at      timestamptz,
  attempts      integer not null default 0,
  stop_asked    boolean not null default false,
  total         bigint,
  done          bigint not null default 0,
  counts        jsonb not null default '{}',
  failure       text,
  failure_key   text
);
comment on column work_job.wake_id is 'Process execution that waits for the end of this job.';
create unique index work_job_one_at_a_time on work_job (kind, subject_kind, subject_id)
  where state in ('REQUESTED', 'RUNNING');
create index work_job_subject on work_job (subject_kind, subject_id, id desc);

create table work_slice (
  job_id   bigint not null references work_job,
  no       integer not null,
  stage    smallint not null default 1,
  from_key bigint,
  to_key   bigint,
  state    text not null default 'OPEN' check (state in ('OPEN', 'DONE')),
  epoch    integer,
  counts   jsonb not null default '{}',
  primary key (job_id, no)
);
create index work_slice_open on work_slice (job_id, stage, no) where state = 'OPEN';

-- ---------------------------------------------------------------- outbox: requests that outlive a crash
create table outbox_request (
  id         bigint generated always as identity primary key,
  kind       text not null check (kind in ('WAKE_PROCESS', 'MAIL')),
  target     text not null,
  payload    jsonb not null default '{}',
  state      text not null default 'WAITING' check (state in ('WAITING', 'DONE', 'STUCK', 'NOT_NEEDED')),
  attempts   integer not null default 0,
  not_before timestamptz not null,
  failure    text,
  created_at timestamptz not null,
  done_at    timestamptz
);
create index outbox_request_waiting on outbox_request (not_before, id) where state = 'WAITING';

-- ---------------------------------------------------------------- merger: the takeover and its two companies
create table merger_company (
  id            bigint generated always as identity primary key,
  code          text not null unique check (code ~ '^[A-Z][A-Z0-9_-]{1,19}$'),
  name          text not null check (btrim(name) <> ''),
  ours          boolean not null default false
);
comment on table merger_company is 'A company whose customers we know: the source system of their identities. Exactly one is ours.';
create unique index merger_company_one_is_ours on merger_company (ours) where ours;

create table merger_merger (
  id                bigint generated always as identity primary key,
  name              text not null unique check (btrim(name) <> ''),
  acquirer_id       bigint not null references merger_company,
  acquired_id       bigint not null references merger_company,
  transfer_basis    text not null check (transfer_basis in ('SHARE_DEAL', 'ASSET_DEAL', 'LEGAL_MERGER')),
  sector            text not null,
  notice_period     text not null check (notice_period ~ '^P[0-9]+[DM]$'),
  visible_from      date not null,
  state             text not null default 'PREPARING'
                    check (state in ('PREPARING', 'RUNNING', 'TRANSFERRED', 'SIGNED', 'ABANDONED', 'UNDONE')),
  demonstration     boolean not null default false,
  data_owner_theirs text,
  data_owner_ours   bigint references identity_staff,
  contact_person    bigint references identity_staff,
  created_by        bigint not null references identity_staff,
  created_at        timestamptz not null,
  version           integer not null default 0,
  check (acquirer_id <> acquired_id)
);
comment on column merger_merger.visible_from is
  'The wall: before this date only a clean team sees customers of the acquired company.';

create table merger_label (
  id                 bigint generated always as identity primary key,
  merger_id          bigint not null references merger_merger,
  name               text not null,
  brand_promise      text,
  old_creditor_id    text,
  new_creditor_id    text,
  old_iban           text,
  new_iban           text,
  new_brand          text,
  terms_change       text,
  price_change       text,
  new_numbers        boolean not null default false,
  billing_day_change text,
  unique (merger_id, name)
);
