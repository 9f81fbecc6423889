-- Who may look at a customer's details now, and what somebody found wrong in them.

-- Details stay veiled until a colleague noted with whom they deal (ask, do not read out), or for which work
-- without the customer they need them. A check holds for that colleague, that customer and a short time.
create table customer_identity_check (
  id bigint generated always as identity primary key,
  party_id bigint not null references customer_party,
  staff_id bigint not null references identity_staff,
  at timestamptz not null,
  purpose text not null check (purpose in ('CUSTOMER_CONTACT', 'DATA_QUALITY', 'RECONCILIATION', 'COMPLAINT', 'PRIVACY_REQUEST')),
  question text check (question in ('ADDRESS', 'BIRTH_DATE', 'PHONE', 'EMAIL', 'IBAN', 'NUMBER')),
  how text check (how in ('ANSWERED', 'CALLED_BACK', 'SHOWED_ID', 'KNOWN_SENDER')),
  recognised boolean not null,
  check ((purpose = 'CUSTOMER_CONTACT') = (question is not null)),
  check ((question is null) = (how is null)),
  check (recognised or question is not null)
);
create index customer_identity_check_of on customer_identity_check (party_id, staff_id, id desc);

-- Facts of a customer under one name, so that a report can say which one it is about.
create view customer_fact as
  select 'CONTRACT' as subject, id, identity_id, cutover_id, superseded_by, delivery_id, line_no from contract_contract
  union all select 'INVOICE', id, identity_id, cutover_id, superseded_by, delivery_id, line_no from contract_invoice
  union all select 'ARRANGEMENT', id, identity_id, cutover_id, superseded_by, delivery_id, line_no from contract_arrangement
  union all select 'MANDATE', id, identity_id, cutover_id, superseded_by, delivery_id, line_no from contract_mandate
  union all select 'CONTACT', id, identity_id, cutover_id, superseded_by, delivery_id, line_no from contact_contact
  union all select 'PROMISE', id, identity_id, cutover_id, superseded_by, delivery_id, line_no from contact_promise
  union all select 'COMPLAINT', id, identity_id, cutover_id, superseded_by, delivery_id, line_no from transfer_held_complaint
  union all select 'DOCUMENT', id, identity_id, cutover_id, superseded_by, delivery_id, line_no from contact_document;

-- Complaints that came along, for the screens that read contacts and promises.
create view contact_held_complaint as
  select id, identity_id, cutover_id, superseded_by, delivery_id, line_no, source_key, received_at, channel, subject,
         product, text, answer_due_on, state, taken_at, taken_as
    from transfer_held_complaint;

-- "This is wrong": a value of the customer picture, or a record as it was delivered. A value is mended by the
-- steward; a delivered record stays as it was and carries the report.
create table customer_correction (
  id bigint generated always as identity primary key,
  party_id bigint not null references customer_party,
  subject text not null check (subject in ('VALUE', 'CONTRACT', 'INVOICE', 'ARRANGEMENT', 'MANDATE', 'CONTACT', 'PROMISE', 'COMPLAINT', 'DOCUMENT')),
  field text,
  fact_id bigint,
  company_id bigint references merger_company,
  file_name text,
  line_no bigint,
  value_then text,
  wrong text not null check (btrim(wrong) <> '' and length(wrong) <= 4000),
  proposed text check (length(proposed) <= 1000),
  reported_by bigint not null references identity_staff,
  reported_at timestamptz not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'ACCEPTED', 'DECLINED')),
  decided_by bigint references identity_staff,
  decided_at timestamptz,
  decided_because text,
  check ((subject = 'VALUE') = (field is not null)),
  check ((subject = 'VALUE') = (fact_id is null)),
  check ((state = 'OPEN') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null)),
  check (state <> 'DECLINED' or btrim(decided_because) <> '')
);
create unique index customer_correction_one_open
  on customer_correction (party_id, subject, coalesce(field, fact_id::text)) where state = 'OPEN';
create index customer_correction_alike on customer_correction (subject, field, company_id, file_name) where state = 'OPEN';
create index customer_correction_party on customer_correction (party_id);
comment on column customer_correction.value_then is 'The value as it was when it was reported.';
