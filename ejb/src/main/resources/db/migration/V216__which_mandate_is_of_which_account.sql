-- Mandates name no account. A customer with two accounts and two mandates was debited for both by the newest: from the wrong
-- bank account, under the wrong reference. Where several are active finance says which one is of which account.

create table wave_mandate (
  member_id   bigint primary key references wave_member,
  identity_id bigint not null references customer_identity,
  mandate_key text not null,
  chosen_by   bigint not null references identity_staff,
  chosen_at   timestamptz not null,
  version     integer not null default 0
);
create index wave_mandate_identity on wave_mandate (identity_id);
comment on table wave_mandate is 'By which of several active mandates of its customer an account is debited.';
