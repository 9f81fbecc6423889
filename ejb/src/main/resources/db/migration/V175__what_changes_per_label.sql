-- What changes for the customers of a label decides what their letters say, from whom they may leave, and what the new
-- billing may do. It is entered by who carries the migration and confirmed by finance; what was confirmed stays readable,
-- a change is a new sheet of the label.

create table billing_sheet (
  id           bigint generated always as identity primary key,
  merger_id    bigint not null references merger_merger,
  label        text not null check (length(label) <= 120 and label = btrim(label)),
  no           integer not null,
  from_day     date not null,
  entered_by   bigint not null references identity_staff,
  entered_at   timestamptz not null,
  confirmed_by bigint references identity_staff,
  confirmed_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by <> entered_by)
);
create unique index billing_sheet_label on billing_sheet (merger_id, lower(label), no);
comment on column billing_sheet.label is 'Empty for customers who were delivered without a label.';
comment on column billing_sheet.no is 'Of this label the highest counts, and only once it is confirmed.';

create table billing_change (
  sheet_id  bigint not null references billing_sheet,
  subject   text not null check (subject in ('CREDITOR_ID', 'IBAN', 'BRAND', 'TERMS', 'PRICE', 'CUSTOMER_NUMBER', 'BILLING_DAY')),
  stays     boolean not null,
  old_value text check (length(old_value) <= 400),
  new_value text check (length(new_value) <= 400),
  primary key (sheet_id, subject),
  check (stays = (new_value is null))
);

create table billing_product (
  id         bigint generated always as identity primary key,
  merger_id  bigint not null references merger_merger,
  old_name   text not null check (btrim(old_name) <> '' and length(old_name) <= 200),
  outcome    text not null check (outcome in ('SAME', 'RENAMED', 'ENDS')),
  new_name   text check (length(new_name) <= 200),
  changed_by bigint not null references identity_staff,
  changed_at timestamptz not null,
  version    integer not null default 0,
  check ((outcome = 'RENAMED') = (new_name is not null))
);
create unique index billing_product_name on billing_product (merger_id, lower(old_name));

-- Who carries the migration enters and hands over; finance confirms.
insert into identity_permission (role_code, action)
select role, 'billing.handover' from unnest(array['migrationOperator', 'migrationLead', 'finance']) role
union all select 'finance', 'billing.confirm'
on conflict do nothing;
