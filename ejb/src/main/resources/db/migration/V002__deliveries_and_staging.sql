-- What the acquired company delivers: runs, files, how their columns are to be read, and every line of them,
-- staged or rejected. A file is never changed; every record of it ends as staged, duplicate or reject.

-- ---------------------------------------------------------------- runs and deliveries
create table merger_run (
  id             bigint generated always as identity primary key,
  merger_id      bigint not null references merger_merger,
  no             integer not null check (no > 0),
  state          text not null default 'OPEN'
                 check (state in ('OPEN', 'IMPORTING', 'IMPORTED', 'MATCHED', 'REHEARSED', 'TRANSFERRING',
                                  'TRANSFERRED', 'CLOSED', 'ABANDONED')),
  started_by     bigint not null references identity_staff,
  started_at     timestamptz not null,
  match_model_id bigint,
  closed_at      timestamptz,
  version        integer not null default 0,
  unique (merger_id, no)
);
comment on column merger_run.match_model_id is
  'The frozen match model of the run, in matching_model; that context comes later, so there is no foreign key.';

-- A mapping that a person has confirmed is never changed: a new version is made.
create table merger_mapping (
  id                  bigint generated always as identity primary key,
  company_id          bigint not null references merger_company,
  entity              text not null,
  version             integer not null check (version > 0),
  mapping             jsonb not null,
  confirmed_by_theirs text check (btrim(confirmed_by_theirs) <> ''),
  confirmed_by        bigint references identity_staff,
  confirmed_at        timestamptz,
  unique (company_id, entity, version),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((confirmed_at is null) = (confirmed_by_theirs is null))
);
comment on column merger_mapping.confirmed_by_theirs is 'Name of the data owner of the company whose data this is.';
create function merger_mapping_stays() returns trigger language plpgsql as $$
begin
  if old.confirmed_at is not null then
    raise exception 'Mapping % is confirmed and stays as it is', old.id;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger merger_mapping_stays before update or delete on merger_mapping
  for each row execute function merger_mapping_stays();

create table merger_delivery (
  id            bigint generated always as identity primary key,
  run_id        bigint not null references merger_run,
  company_id    bigint not null references merger_company,
  entity        text not null,
  mode          text not null check (mode in ('FULL', 'DELTA')),
  extract_as_of timestamptz not null,
  file_name     text not null,
  stored_path   text not null,
  sha256        bytea not null check (length(sha256) = 32),
  bytes         bigint not null,
  form          jsonb not null,
  mapping_id    bigint references merger_mapping,
  state         text not null default 'REGISTERED'
                check (state in ('REGISTERED', 'MAPPED', 'CONFIRMED', 'IMPORTED', 'FAILED')),
  failure       text,
  registered_by bigint not null references identity_staff,
  registered_at timestamptz not null,
  imported_at   timestamptz,
  read_lines    bigint,
  staged        bigint,
  parked        bigint,
  duplicates    bigint,
  rejected      bigint,
  warned        bigint,
  version       integer not null default 0,
  constraint merger_delivery_once unique (company_id, entity, sha256),
  constraint merger_delivery_conserved check (read_lines = staged + parked + duplicates + rejected),
  constraint merger_delivery_mapped check (state in ('REGISTERED', 'FAILED') or mapping_id is not null)
);
create index merger_delivery_run on merger_delivery (run_id, id);
comment on column merger_delivery.read_lines is
  'Records in the file without the header. Each is one of staged, parked (parent unknown), duplicate or rejected.';
comment on column merger_delivery.warned is 'Open warnings, so fields: one record can have several.';

-- Written in the transaction of its rows: a new attempt passes over what is there.
create table merger_import_chunk (
  delivery_id bigint not null references merger_delivery,
  no          integer not null,
  first_line  bigint not null,
  last_line   bigint not null,
  rows        integer not null,
  rejects     integer not null,
  sha         bytea not null,
  primary key (delivery_id, no)
);
comment on column merger_import_chunk.sha is 'SHA-256 over the records of the chunk: a changed file is noticed when an attempt goes on.';

-- ---------------------------------------------------------------- what did not fit
create table merger_reject (
  id           bigint generated always as identity primary key,
  delivery_id  bigint not null references merger_delivery,
  line_no      bigint not null,
  field        text,
  code         text not null,
  expected     text not null,
  raw          text,
  state        text not null default 'OPEN' check (state in ('OPEN', 'REPAIRED', 'ACCEPTED')),
  owner        bigint references identity_staff,
  reason       text,
  repaired_by  bigint references identity_staff,
  repaired_at  timestamptz,
  repaired_raw text,
  version      integer not null default 0,
  unique (delivery_id, line_no),
  check (state <> 'ACCEPTED' or btrim(reason) <> '')
);
comment on table merger_reject is
  'A record that cannot be used. ACCEPTED: let go, with a reason. UNKNOWN_PARENT has its record in staging, parked.';
create index merger_reject_list on merger_reject (delivery_id, code, line_no) where state = 'OPEN';

create table merger_warning (
  id          bigint generated always as identity primary key,
  delivery_id bigint not null references merger_delivery,
  line_no     bigint not null,
  field       text not null,
  code        text not null,
  expected    text not null,
  raw         text,
  state       text not null default 'OPEN' check (state in ('OPEN', 'SET', 'ACCEPTED')),
  new_value   text,
  settled_by  bigint references identity_staff,
  settled_at  timestamptz
);
comment on table merger_warning is
  'A field that was left empty, or changed a little, while its record went on. SET: a person gave the value.';
create index merger_warning_list on merger_warning (delivery_id, code, id);
create index merger_warning_line on merger_warning (delivery_id, line_no);

-- Counts and sums from the ledger of the company itself, typed in before the import: not our reading of its file.
create table merger_control_total (
  run_id     bigint not null references merger_run,
  company_id bigint not null references merger_company,
  entity     text not null,
  measure    text not null check (measure ~ '^(COUNT|SUM_[a-z_]+)$'),
  value      numeric not null,
  entered_by bigint not null references identity_staff,
  source     text not null check (btrim(source) <> ''),
  primary key (run_id, company_id, entity, measure)
);

-- Keys of earlier deliveries that a full delivery no longer has.
create table merger_vanished (
  run_id           bigint not null references merger_run,
  company_id       bigint not null references merger_company,
  entity           text not null,
  source_key       text not null,
  last_delivery_id bigint not null references merger_delivery,
  primary key (run_id, company_id, entity, source_key)
);

-- ---------------------------------------------------------------- staging: one typed table per entity
-- line_no    line of the file on which the record starts, counted from 1 with the header.
-- raw_sha    SHA-256 of the record as delivered; content_sha: of the values as read, so the same for the same content.
-- occurrence counts records of the same content within a delivery, for records without a key of their own.
-- row_state  NEW until the delivery is settled (merger_delivery.state = IMPORTED); then against earlier deliveries.
--            Live are NEW and CHANGED. Rows are written once: settling touches only the exceptions.
-- No foreign key to merger_delivery: it would be asked again for each of millions of rows of one delivery.

-- persons and organisations
create table merger_staged_customer (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_sha bytea not null,
  content_sha bytea not null,
  occurrence integer not null default 1,
  row_state text not null default 'NEW' check (row_state in ('NEW', 'CHANGED', 'UNCHANGED', 'DUPLICATE', 'PARKED')),
  source_key text,
  given_name text,
  initials text,
  prefix text,
  family_name text,
  full_name text,
  organisation_name text,
  sex text,
  birth_date date,
  street text,
  house_number text,
  house_number_addition text,
  address_line text,
  postcode text,
  city text,
  region text,
  country text,
  email text,
  phone text,
  phone_other text,
  iban text,
  preferred_channel text,
  customer_since date,
  circumstance text,
  marketing_opt_out text,
  label text,
  extra jsonb,
  primary key (delivery_id, line_no)
);
create index merger_staged_customer_source_key on merger_staged_customer (delivery_id, source_key);

-- agreements to deliver
create table merger_staged_contract (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_sha bytea not null,
  content_sha bytea not null,
  occurrence integer not null default 1,
  row_state text not null default 'NEW' check (row_state in ('NEW', 'CHANGED', 'UNCHANGED', 'DUPLICATE', 'PARKED')),
  source_key text,
  customer_key text,
  billing_account_key text,
  product text,
  term text,
  internet text,
  telephony text,
  payment_method text,
  monthly_amount numeric(14,2),
  total_invoiced numeric(14,2),
  months_customer bigint,
  billing_day smallint,
  paperless text,
  start_date date,
  end_date date,
  state text,
  extra jsonb,
  primary key (delivery_id, line_no)
);
create index merger_staged_contract_source_key on merger_staged_contract (delivery_id, source_key);

-- payers, users, guardians
create table merger_staged_role (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_sha bytea not null,
  content_sha bytea not null,
  occurrence integer not null default 1,
  row_state text not null default 'NEW' check (row_state in ('NEW', 'CHANGED', 'UNCHANGED', 'DUPLICATE', 'PARKED')),
  source_key text,
  customer_key text,
  contract_key text,
  role text,
  valid_from date,
  valid_to date,
  extra jsonb,
  primary key (delivery_id, line_no)
);
create index merger_staged_role_source_key on merger_staged_role (delivery_id, source_key);

-- bills
create table merger_staged_invoice (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_sha bytea not null,
  content_sha bytea not null,
  occurrence integer not null default 1,
  row_state text not null default 'NEW' check (row_state in ('NEW', 'CHANGED', 'UNCHANGED', 'DUPLICATE', 'PARKED')),
  source_key text,
  customer_key text,
  contract_key text,
  period_from date,
  period_to date,
  issued_on date,
  due_on date,
  amount numeric(14,2),
  open_amount numeric(14,2),
  paid_on date,
  state text,
  extra jsonb,
  primary key (delivery_id, line_no)
);
create index merger_staged_invoice_source_key on merger_staged_invoice (delivery_id, source_key);

-- payment arrangements
create table merger_staged_arrangement (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_sha bytea not null,
  content_sha bytea not null,
  occurrence integer not null default 1,
  row_state text not null default 'NEW' check (row_state in ('NEW', 'CHANGED', 'UNCHANGED', 'DUPLICATE', 'PARKED')),
  source_key text,
  customer_key text,
  invoice_key text,
  amount numeric(14,2),
  terms bigint,
  term_amount numeric(14,2),
  paid_terms bigint,
  first_due_on date,
  state text,
  extra jsonb,
  primary key (delivery_id, line_no)
);
create index merger_staged_arrangement_source_key on merger_staged_arrangement (delivery_id, source_key);

-- permissions to debit
create table merger_staged_mandate (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_sha bytea not null,
  content_sha bytea not null,
  occurrence integer not null default 1,
  row_state text not null default 'NEW' check (row_state in ('NEW', 'CHANGED', 'UNCHANGED', 'DUPLICATE', 'PARKED')),
  source_key text,
  customer_key text,
  iban text,
  account_holder text,
  creditor_id text,
  signed_on date,
  last_used_on date,
  sequence_type text,
  state text,
  extra jsonb,
  primary key (delivery_id, line_no)
);
create index merger_staged_mandate_source_key on merger_staged_mandate (delivery_id, source_key);

-- what the company said it would do
create table merger_staged_promise (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_sha bytea not null,
  content_sha bytea not null,
  occurrence integer not null default 1,
  row_state text not null default 'NEW' check (row_state in ('NEW', 'CHANGED', 'UNCHANGED', 'DUPLICATE', 'PARKED')),
  source_key text,
  customer_key text,
  text text,
  made_at timestamptz,
  due_on date,
  made_by text,
  state text,
  extra jsonb,
  primary key (delivery_id, line_no)
);
create index merger_staged_promise_source_key on merger_staged_promise (delivery_id, source_key);

-- contact moments
create table merger_staged_contact (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_sha bytea not null,
  content_sha bytea not null,
  occurrence integer not null default 1,
  row_state text not null default 'NEW' check (row_state in ('NEW', 'CHANGED', 'UNCHANGED', 'DUPLICATE', 'PARKED')),
  source_key text,
  customer_key text,
  occurred_at timestamptz,
  channel text,
  direction text,
  author text,
  subject text,
  sub_subject text,
  product text,
  text text,
  outcome text,
  in_time text,
  complaint_state text,
  extra jsonb,
  primary key (delivery_id, line_no)
);
create index merger_staged_contact_customer_key on merger_staged_contact (delivery_id, customer_key);

-- complaints open at the extract
create table merger_staged_complaint (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_sha bytea not null,
  content_sha bytea not null,
  occurrence integer not null default 1,
  row_state text not null default 'NEW' check (row_state in ('NEW', 'CHANGED', 'UNCHANGED', 'DUPLICATE', 'PARKED')),
  source_key text,
  customer_key text,
  received_at timestamptz,
  channel text,
  subject text,
  product text,
  text text,
  answer_due_on date,
  state text,
  extra jsonb,
  primary key (delivery_id, line_no)
);
create index merger_staged_complaint_source_key on merger_staged_complaint (delivery_id, source_key);

-- index lines of documents
create table merger_staged_document (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_sha bytea not null,
  content_sha bytea not null,
  occurrence integer not null default 1,
  row_state text not null default 'NEW' check (row_state in ('NEW', 'CHANGED', 'UNCHANGED', 'DUPLICATE', 'PARKED')),
  source_key text,
  customer_key text,
  name text,
  media_type text,
  size_bytes bigint,
  sha256 text,
  created_at timestamptz,
  location text,
  extra jsonb,
  primary key (delivery_id, line_no)
);
create index merger_staged_document_source_key on merger_staged_document (delivery_id, source_key);
