-- Customers of both companies, what belongs to them, and how it got here.
--
-- An identity is a customer as one company knows him: it stays for ever, and every fact hangs on it. A party is
-- the person we serve. The link between the two is the only thing that merging or splitting customers changes.
-- A cut-over is one transfer; whatever it brought counts only while it is LIVE, so undoing is a change of state.
-- Parties, links, facts and the ledger (not the cut-overs and reconciliations) have a shadow in schema
-- rehearsal, made in afterMigrate.sql. Their ids come from the sequences below, which both share: an id of a
-- rehearsal never clashes with a live one.

-- Letters without accents, lower case, other signs as single blanks: what names are compared by in searching.
create function customer_plain(typed text) returns text language sql stable parallel safe as $$
  select btrim(regexp_replace(lower(public.unaccent(typed)), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- ---------------------------------------------------------------- identities: for ever
create table customer_identity (
  id bigint generated always as identity primary key,
  company_id bigint not null references merger_company,
  source_key text not null,
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
  search_name text not null default '',
  search_email text,
  search_postcode text,
  delivery_id bigint references merger_delivery,
  line_no bigint,
  content_sha bytea,
  extract_as_of timestamptz not null,
  registered_at timestamptz not null,
  changed_at timestamptz,
  unique (company_id, source_key),
  check ((delivery_id is null) = (line_no is null))
);
comment on column customer_identity.delivery_id is 'The delivery that gave the values as they are now; empty for a customer who came at our own desk.';
create index customer_identity_source_key on customer_identity (source_key);
create index customer_identity_search_name on customer_identity using gin (to_tsvector('simple', search_name));
create index customer_identity_similar_name on customer_identity using gin (search_name gin_trgm_ops);
create index customer_identity_search_email on customer_identity (search_email);
create index customer_identity_search_postcode on customer_identity (search_postcode);
create index customer_identity_phone on customer_identity (phone);
create index customer_identity_phone_other on customer_identity (phone_other);

-- ---------------------------------------------------------------- parties: the people we serve
create sequence customer_party_id_seq;
create table customer_party (
  id bigint primary key default nextval('customer_party_id_seq'),
  number text not null generated always as ('K' || (10000000 + id)) stored unique,
  founder_id bigint not null unique references customer_identity,
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
  provenance jsonb not null default '{}',
  golden_at timestamptz not null,
  set_by_hand boolean not null default false,
  search_name text not null default '',
  search_email text,
  search_postcode text,
  version integer not null default 0
);
comment on column customer_party.founder_id is 'The identity this party was made for. A transfer that is done again finds its party, and so its number, back.';
comment on column customer_party.provenance is
  'From where the golden values are: group of fields, or * for all, to {"identity", "rule"}; a field set by hand to {"rule": "HAND", "staff", "at", "locked": true}.';
comment on column customer_party.search_name is 'Only used while a value is set by hand: other names are found through the identities.';
create index customer_party_by_hand on customer_party using gin (to_tsvector('simple', search_name)) where set_by_hand;
create index customer_party_by_hand_email on customer_party (search_email) where set_by_hand;
create index customer_party_by_hand_phone on customer_party (phone) where set_by_hand;
create index customer_party_by_hand_postcode on customer_party (search_postcode) where set_by_hand;

create sequence customer_merge_id_seq;
create table customer_merge (
  id bigint primary key default nextval('customer_merge_id_seq'),
  kept_party_id bigint not null references customer_party,
  gone_party_id bigint not null references customer_party,
  staff_id bigint not null references identity_staff,
  at timestamptz not null,
  reason text not null check (btrim(reason) <> ''),
  undone_by bigint references identity_staff,
  undone_at timestamptz,
  undone_reason text,
  check (kept_party_id <> gone_party_id),
  check ((undone_at is null) = (undone_by is null))
);
create index customer_merge_kept on customer_merge (kept_party_id);
create index customer_merge_gone on customer_merge (gone_party_id);

create sequence customer_party_link_id_seq;
create table customer_party_link (
  id bigint primary key default nextval('customer_party_link_id_seq'),
  identity_id bigint not null references customer_identity,
  party_id bigint not null references customer_party,
  cutover_id bigint,
  merge_id bigint references customer_merge,
  replaces bigint,
  linked_at timestamptz not null,
  reason text not null,
  ended_at timestamptz,
  ended_by bigint references identity_staff,
  ended_reason text,
  check ((ended_at is null) = (ended_reason is null))
);
create unique index customer_party_link_one on customer_party_link (identity_id) where ended_at is null;
create index customer_party_link_merge on customer_party_link (merge_id) where merge_id is not null;
create index customer_party_link_party on customer_party_link (party_id);
create index customer_party_link_cutover on customer_party_link (cutover_id, identity_id);
comment on index customer_party_link_one is 'One identity sits in one party, also when two people decide at once.';
comment on column customer_party_link.replaces is 'The link that a merge ended for this one; splitting makes one like it again.';
comment on column customer_party_link.cutover_id is 'The link counts only while this cut-over is LIVE; empty for a link made by hand.';

-- A number that once was given finds its customer for ever, through the merges that stand.
create function customer_parties_by_number(wanted text) returns setof bigint language sql stable as $$
  with recursive way as (
    select id from customer_party where number = upper(wanted)
    union
    select m.kept_party_id from way join customer_merge m on m.gone_party_id = way.id and m.undone_at is null)
  select id from way
$$;

create view customer_do_not_link as select left_id, right_id from matching_do_not_link;

-- Which source wins when identities of one party differ, per group of fields that belong together.
create table customer_survivorship_rule (
  field_group text primary key,
  rule text not null check (rule in ('OURS_FIRST', 'THEIRS_FIRST', 'NEWEST', 'LOWEST', 'HIGHEST'))
);
insert into customer_survivorship_rule (field_group, rule) values
  ('NAME', 'OURS_FIRST'), ('ORGANISATION', 'OURS_FIRST'), ('SEX', 'OURS_FIRST'), ('BIRTH_DATE', 'OURS_FIRST'),
  ('ADDRESS', 'OURS_FIRST'), ('EMAIL', 'NEWEST'), ('PHONE', 'NEWEST'), ('IBAN', 'OURS_FIRST'),
  ('PREFERRED_CHANNEL', 'NEWEST'), ('CUSTOMER_SINCE', 'LOWEST'), ('CIRCUMSTANCE', 'NEWEST'),
  ('MARKETING_OPT_OUT', 'HIGHEST'), ('LABEL', 'OURS_FIRST');
comment on table customer_survivorship_rule is
  'LOWEST keeps the longest relationship; HIGHEST keeps YES over NO, so that an opt-out is never lost.';

-- ---------------------------------------------------------------- cut-overs
create table transfer_cutover (
  id bigint generated always as identity primary key,
  run_id bigint not null references merger_run,
  merger_id bigint not null references merger_merger,
  company_id bigint not null references merger_company,
  kind text not null check (kind in ('OWN', 'TRANSFER', 'HISTORY')),
  rehearsal boolean not null default false,
  job_id bigint references work_job,
  state text not null default 'RUNNING' check (state in ('RUNNING', 'LIVE', 'UNDONE', 'DROPPED')),
  started_by bigint not null references identity_staff,
  started_at timestamptz not null,
  live_at timestamptz,
  undone_by bigint references identity_staff,
  undone_at timestamptz,
  undone_reason text,
  check (state <> 'DROPPED' or rehearsal),
  check (state <> 'UNDONE' or undone_by is not null)
);
create unique index transfer_cutover_one_running on transfer_cutover (run_id, kind, rehearsal) where state = 'RUNNING';
comment on table transfer_cutover is
  'One transfer. OWN: our own customers; TRANSFER: customers and contracts of the acquired company; HISTORY: its contacts and documents.';
comment on column transfer_cutover.company_id is 'Whose records are carried.';

create table transfer_rehearsal (
  id bigint generated always as identity primary key,
  begun_by bigint not null references identity_staff,
  begun_at timestamptz not null,
  dropped_by bigint references identity_staff,
  dropped_at timestamptz
);
create unique index transfer_rehearsal_one on transfer_rehearsal ((true)) where dropped_at is null;
comment on table transfer_rehearsal is 'Schema rehearsal is in use from begun_at to dropped_at; there is one, so one at a time.';

-- What the reading screens need to know of the merger, under the name of the context that asks.
create view customer_cutover_live as select id from transfer_cutover where state = 'LIVE';
create view customer_delivery as select id, company_id, file_name, extract_as_of from merger_delivery;
create view customer_company as
  select c.id, c.code, c.name, c.ours,
         (select max(m.visible_from) from merger_merger m
           where m.acquired_id = c.id and m.state not in ('ABANDONED', 'UNDONE')) as visible_from
    from merger_company c;
comment on view customer_company is 'visible_from: before this date only a clean team sees the customers of this company; empty means seen by all.';

-- ---------------------------------------------------------------- facts: always on an identity, never on a party
-- cutover_id    what brought it; empty when made at our own desk. Counts only while that cut-over is LIVE.
-- superseded_by the cut-over that brought a newer version of the same record; counts only while that one is LIVE.
-- No foreign keys: the set that writes them joins identity and delivery itself, and the reconciliation sees a
-- fact that points nowhere. customer_key of the delivery is the identity.

-- agreements to deliver
create sequence contract_contract_id_seq cache 100;
create table contract_contract (
  id bigint not null default nextval('contract_contract_id_seq'),
  identity_id bigint not null,
  cutover_id bigint,
  superseded_by bigint,
  delivery_id bigint,
  line_no bigint,
  source_key text,
  content_sha bytea,
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
  primary key (identity_id, id)
);
create index contract_contract_source_key on contract_contract (source_key);
alter sequence contract_contract_id_seq owned by contract_contract.id;

-- who else has to do with a contract
create sequence contract_role_id_seq cache 100;
create table contract_role (
  id bigint not null default nextval('contract_role_id_seq'),
  identity_id bigint not null,
  cutover_id bigint,
  superseded_by bigint,
  delivery_id bigint,
  line_no bigint,
  source_key text,
  content_sha bytea,
  contract_key text,
  role text,
  valid_from date,
  valid_to date,
  extra jsonb,
  primary key (identity_id, id)
);
create index contract_role_source_key on contract_role (source_key);
create index contract_role_contract on contract_role (contract_key);
alter sequence contract_role_id_seq owned by contract_role.id;

-- bills, open and paid
create sequence contract_invoice_id_seq cache 100;
create table contract_invoice (
  id bigint not null default nextval('contract_invoice_id_seq'),
  identity_id bigint not null,
  cutover_id bigint,
  superseded_by bigint,
  delivery_id bigint,
  line_no bigint,
  source_key text,
  content_sha bytea,
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
  primary key (identity_id, id)
);
create index contract_invoice_source_key on contract_invoice (source_key);
alter sequence contract_invoice_id_seq owned by contract_invoice.id;

-- debts paid in terms
create sequence contract_arrangement_id_seq cache 100;
create table contract_arrangement (
  id bigint not null default nextval('contract_arrangement_id_seq'),
  identity_id bigint not null,
  cutover_id bigint,
  superseded_by bigint,
  delivery_id bigint,
  line_no bigint,
  source_key text,
  content_sha bytea,
  invoice_key text,
  amount numeric(14,2),
  terms bigint,
  term_amount numeric(14,2),
  paid_terms bigint,
  first_due_on date,
  state text,
  extra jsonb,
  primary key (identity_id, id)
);
create index contract_arrangement_source_key on contract_arrangement (source_key);
alter sequence contract_arrangement_id_seq owned by contract_arrangement.id;

-- permissions to debit; the source key is the mandate reference
create sequence contract_mandate_id_seq cache 100;
create table contract_mandate (
  id bigint not null default nextval('contract_mandate_id_seq'),
  identity_id bigint not null,
  cutover_id bigint,
  superseded_by bigint,
  delivery_id bigint,
  line_no bigint,
  source_key text,
  content_sha bytea,
  iban text,
  account_holder text,
  creditor_id text,
  signed_on date,
  last_used_on date,
  sequence_type text,
  state text,
  extra jsonb,
  primary key (identity_id, id)
);
create index contract_mandate_source_key on contract_mandate (source_key);
alter sequence contract_mandate_id_seq owned by contract_mandate.id;

-- what a company said it would do; held until the desk takes it
create sequence contact_promise_id_seq cache 100;
create table contact_promise (
  id bigint not null default nextval('contact_promise_id_seq'),
  identity_id bigint not null,
  cutover_id bigint,
  superseded_by bigint,
  delivery_id bigint,
  line_no bigint,
  source_key text,
  content_sha bytea,
  text text,
  made_at timestamptz,
  due_on date,
  made_by text,
  state text,
  extra jsonb,
  taken_at timestamptz,
  taken_by bigint,
  taken_as text,
  primary key (identity_id, id)
);
create index contact_promise_source_key on contact_promise (source_key);
alter sequence contact_promise_id_seq owned by contact_promise.id;
create index contact_promise_held on contact_promise (id) where taken_at is null;
comment on column contact_promise.taken_as is 'Number of the work that the desk made of it.';

-- contact moments of both companies, with their own time, author, channel and text
create sequence contact_contact_id_seq cache 100;
create table contact_contact (
  id bigint not null default nextval('contact_contact_id_seq'),
  identity_id bigint not null,
  cutover_id bigint,
  superseded_by bigint,
  delivery_id bigint,
  line_no bigint,
  source_key text,
  content_sha bytea,
  occurred_at timestamptz not null,
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
  primary key (identity_id, occurred_at, id)
) partition by hash (identity_id);
create table contact_contact_0 partition of contact_contact for values with (modulus 8, remainder 0);
create table contact_contact_1 partition of contact_contact for values with (modulus 8, remainder 1);
create table contact_contact_2 partition of contact_contact for values with (modulus 8, remainder 2);
create table contact_contact_3 partition of contact_contact for values with (modulus 8, remainder 3);
create table contact_contact_4 partition of contact_contact for values with (modulus 8, remainder 4);
create table contact_contact_5 partition of contact_contact for values with (modulus 8, remainder 5);
create table contact_contact_6 partition of contact_contact for values with (modulus 8, remainder 6);
create table contact_contact_7 partition of contact_contact for values with (modulus 8, remainder 7);
alter sequence contact_contact_id_seq owned by contact_contact.id;

-- index lines of documents that lie elsewhere
create sequence contact_document_id_seq cache 100;
create table contact_document (
  id bigint not null default nextval('contact_document_id_seq'),
  identity_id bigint not null,
  cutover_id bigint,
  superseded_by bigint,
  delivery_id bigint,
  line_no bigint,
  source_key text,
  content_sha bytea,
  name text,
  media_type text,
  size_bytes bigint,
  sha256 text,
  created_at timestamptz,
  location text,
  extra jsonb,
  primary key (identity_id, id)
);
create index contact_document_source_key on contact_document (source_key);
alter sequence contact_document_id_seq owned by contact_document.id;

-- complaints open at the extract, held until the desk takes them
create sequence transfer_held_complaint_id_seq cache 100;
create table transfer_held_complaint (
  id bigint not null default nextval('transfer_held_complaint_id_seq'),
  identity_id bigint not null,
  cutover_id bigint,
  superseded_by bigint,
  delivery_id bigint,
  line_no bigint,
  source_key text,
  content_sha bytea,
  received_at timestamptz not null,
  channel text,
  subject text,
  product text,
  text text,
  answer_due_on date,
  state text,
  extra jsonb,
  taken_at timestamptz,
  taken_by bigint,
  taken_as text,
  primary key (identity_id, id)
);
create index transfer_held_complaint_source_key on transfer_held_complaint (source_key);
alter sequence transfer_held_complaint_id_seq owned by transfer_held_complaint.id;
create index transfer_held_complaint_held on transfer_held_complaint (id) where taken_at is null;
comment on column transfer_held_complaint.taken_as is 'Number of the work that the desk made of it.';

-- The set that carries a slice finds the records of its customers through these.
create index merger_staged_contract_customer_key on merger_staged_contract (delivery_id, customer_key);
create index merger_staged_role_customer_key on merger_staged_role (delivery_id, customer_key);
create index merger_staged_invoice_customer_key on merger_staged_invoice (delivery_id, customer_key);
create index merger_staged_arrangement_customer_key on merger_staged_arrangement (delivery_id, customer_key);
create index merger_staged_mandate_customer_key on merger_staged_mandate (delivery_id, customer_key);
create index merger_staged_promise_customer_key on merger_staged_promise (delivery_id, customer_key);
create index merger_staged_complaint_customer_key on merger_staged_complaint (delivery_id, customer_key);
create index merger_staged_document_customer_key on merger_staged_document (delivery_id, customer_key);

-- ---------------------------------------------------------------- ledger: one outcome for every delivered record
-- record_key is the source key; for history without a key the first half of its content hash and its occurrence;
-- for a duplicate or a reject # and delivery.line. target_id is the id of the party (customers) or of the fact.
-- field_hash is taken of all fields as staged, see RowHash. Append-only for the application.
create table transfer_ledger (
  cutover_id  bigint not null,
  company_id  bigint not null,
  delivery_id bigint not null,
  line_no     bigint not null,
  target_id   bigint,
  field_hash  bigint,
  entity      text not null,
  outcome     text not null check (outcome in ('CREATED', 'MERGED', 'PRESENT', 'REJECTED', 'HELD')),
  reason      text,
  record_key  text not null,
  primary key (cutover_id, entity, company_id, record_key),
  check (reason is not null or outcome in ('CREATED', 'MERGED'))
) partition by hash (record_key);
create table transfer_ledger_0 partition of transfer_ledger for values with (modulus 8, remainder 0);
create table transfer_ledger_1 partition of transfer_ledger for values with (modulus 8, remainder 1);
create table transfer_ledger_2 partition of transfer_ledger for values with (modulus 8, remainder 2);
create table transfer_ledger_3 partition of transfer_ledger for values with (modulus 8, remainder 3);
create table transfer_ledger_4 partition of transfer_ledger for values with (modulus 8, remainder 4);
create table transfer_ledger_5 partition of transfer_ledger for values with (modulus 8, remainder 5);
create table transfer_ledger_6 partition of transfer_ledger for values with (modulus 8, remainder 6);
create table transfer_ledger_7 partition of transfer_ledger for values with (modulus 8, remainder 7);

-- ---------------------------------------------------------------- reconciliation: the statement that must balance
-- Kept for ever, those of a rehearsal too.
create table transfer_reconciliation (
  id bigint generated always as identity primary key,
  cutover_id bigint not null references transfer_cutover,
  made_at timestamptz not null,
  balanced boolean not null,
  signed_by bigint references identity_staff,
  signed_at timestamptz,
  check ((signed_at is null) = (signed_by is null))
);
create index transfer_reconciliation_cutover on transfer_reconciliation (cutover_id, id desc);
create table transfer_reconciliation_line (
  reconciliation_id bigint not null references transfer_reconciliation,
  no integer not null,
  entity text not null,
  measure text not null,
  source_value numeric not null,
  target_value numeric not null,
  difference numeric not null generated always as (target_value - source_value) stored,
  differing_records bigint not null,
  explanation text check (btrim(explanation) <> ''),
  explained_by bigint references identity_staff,
  primary key (reconciliation_id, entity, measure)
);
comment on column transfer_reconciliation_line.differing_records is
  'Records of which source and target differ; can be above 0 while the sums agree, when two are swapped.';
