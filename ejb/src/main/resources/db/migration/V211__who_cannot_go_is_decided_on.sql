-- A run by waves could not be closed, or was closed over the heads of those who were left: for an account without a billing
-- day, or one that a guard stops for good, nobody could decide anything. A person decides now what becomes of it: it gets a
-- billing day, it stays with the old company, or nothing is billed on it and its customer comes with the rest. The last two
-- take two people. What was decided is the residual list of the merger.
create table wave_residual (
  id          bigint generated always as identity primary key,
  merger_id   bigint not null references merger_merger,
  kind        text not null check (kind in ('BILLING_DAY', 'STAYS', 'REST')),
  billing_day smallint check (billing_day between 1 and 31),
  reason      text not null check (btrim(reason) <> '' and length(reason) <= 400),
  asked_by    bigint not null references identity_staff,
  asked_at    timestamptz not null,
  state       text not null default 'OPEN' check (state in ('OPEN', 'APPROVED', 'DECLINED')),
  decided_by  bigint references identity_staff,
  decided_at  timestamptz,
  check ((kind = 'BILLING_DAY') = (billing_day is not null)),
  check ((state = 'OPEN') = (decided_by is null)),
  check ((state = 'OPEN') = (decided_at is null)),
  constraint wave_residual_by_two check (kind = 'BILLING_DAY' or decided_by <> asked_by)
);
create unique index wave_residual_one_open on wave_residual (merger_id, kind) where state = 'OPEN';
create table wave_residual_account (
  residual_id bigint not null references wave_residual,
  identity_id bigint not null references customer_identity,
  account_key text not null,
  primary key (residual_id, identity_id, account_key)
);
create index wave_residual_account_identity on wave_residual_account (identity_id);
comment on table wave_residual is 'What a person decided on accounts that could not go with a wave.';

-- Who never goes over: he leaves, or it was decided that he stays with the old company.
create view wave_stayer as
  select l.merger_id, l.identity_id from wave_leaver l
  union
  select r.merger_id, a.identity_id from wave_residual r join wave_residual_account a on a.residual_id = r.id
   where r.kind = 'STAYS' and r.state = 'APPROVED';

alter table wave_wave add column closing boolean not null default false;
comment on column wave_wave.closing is 'Without accounts: it carries those on whom nothing is billed, when no other wave is left.';
