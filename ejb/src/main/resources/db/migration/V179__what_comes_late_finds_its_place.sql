-- What still reaches the old company after customers went over finds its place: booked by rule where money says what it is
-- for, else a task for a person. It is also the log of post and calls that were passed on.

create table billing_late_item (
  id          bigint generated always as identity primary key,
  merger_id   bigint not null references merger_merger,
  identity_id bigint not null references customer_identity,
  file_id     bigint references billing_file,
  line_no     bigint,
  kind        text not null check (kind in ('PAYMENT', 'REFUND', 'DEATH', 'CALL', 'LETTER')),
  received_on date not null,
  amount      numeric(14,2) check (amount > 0),
  words       text check (length(words) <= 4000),
  outcome     text not null check (outcome in ('STAYS', 'PASS_ON', 'ASKED')),
  invoice_key text,
  noted_by    bigint not null references identity_staff,
  noted_at    timestamptz not null,
  check (kind not in ('PAYMENT', 'REFUND') or amount is not null),
  check (kind not in ('CALL', 'LETTER') or btrim(words) <> '')
);
create index billing_late_item_merger on billing_late_item (merger_id, id);
create index billing_late_item_identity on billing_late_item (identity_id);
comment on column billing_late_item.outcome is 'STAYS: the old company keeps it for its own bill. PASS_ON: it is ours. ASKED: a person decides.';

insert into identity_permission (role_code, action)
select role, 'billing.late'
  from unnest(array['migrationOperator', 'migrationLead', 'finance', 'contactPerson', 'backOfficeHandler']) role
on conflict do nothing;
