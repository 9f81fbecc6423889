-- When something goes wrong during a merger, the next wave goes by itself and mails to many go on being sent until somebody
-- finds each of them. Whoever leads the migration can hold all of it at once, and every page says so until a person lets it
-- go on. It is a low context: the crisis team will write it too, and whoever is about to start something asks it.
create table brake_hold (
  id             bigint generated always as identity primary key,
  subject_kind   text not null check (subject_kind in ('merger')),
  subject_id     bigint not null,
  subject_name   text not null,
  held_by        bigint not null references identity_staff,
  held_at        timestamptz not null,
  reason         text not null check (btrim(reason) <> '' and length(reason) <= 400),
  released_by    bigint references identity_staff,
  released_at    timestamptz,
  release_reason text check (length(release_reason) <= 400),
  check ((released_at is null) = (released_by is null)),
  check (released_at is null or btrim(release_reason) <> '')
);
comment on table brake_hold is 'Since when no new wave of a merger goes and mail to many waits, who wanted that and why.';
create unique index brake_hold_one on brake_hold (subject_kind, subject_id) where released_at is null;
create index brake_hold_of on brake_hold (subject_kind, subject_id, id);

insert into identity_permission (role_code, action)
select role, 'brake.hold' from unnest(array['migrationLead']) role
on conflict do nothing;
