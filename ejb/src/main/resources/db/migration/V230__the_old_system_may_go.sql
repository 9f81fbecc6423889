-- The old system may go when nothing is left that is only there: every record has an outcome, what was delivered lies in an
-- archive that shows when it is touched, what tax law and legal holds ask for is kept, nobody gets in any more, and the time
-- is over in which a customer may take his first debit back. That is looked at by the machine, said by who knows where no
-- machine can know it, and signed by two people. What was looked at, said and signed stays.
alter table merger_merger add column ended_at timestamptz;
comment on column merger_merger.ended_at is 'Two people signed that the old system may go: no further run is opened.';

create table ending_look (
  id        bigint generated always as identity primary key,
  merger_id bigint not null references merger_merger,
  looked_at timestamptz not null,
  looked_by bigint references identity_staff,
  findings  jsonb not null,
  missing   integer not null check (missing >= 0)
);
create index ending_look_of on ending_look (merger_id, id desc);
comment on column ending_look.looked_by is 'Empty when the machine looked by itself.';

create table ending_word (
  id        bigint generated always as identity primary key,
  merger_id bigint not null references merger_merger,
  criterion text not null check (criterion in ('TAX', 'HOLDS', 'ACCESS', 'LATE')),
  words     text not null check (btrim(words) <> '' and length(words) <= 2000),
  number    integer check (number >= 0),
  given_by  bigint not null references identity_staff,
  given_at  timestamptz not null,
  check ((criterion = 'HOLDS') = (number is not null))
);
create index ending_word_of on ending_word (merger_id, criterion, id desc);
comment on table ending_word is 'What only a person can know; of each criterion the newest counts.';
comment on column ending_word.number is 'Of HOLDS: how many legal holds the old company had on its customers.';

create table ending_archive (
  id         bigint generated always as identity primary key,
  merger_id  bigint not null references merger_merger,
  no         integer not null,
  folder     text not null check (folder ~ '^[a-z0-9-]+$'),
  asked_by   bigint not null references identity_staff,
  asked_at   timestamptz not null,
  made_at    timestamptz,
  manifest   text,
  sha256     text check (sha256 ~ '^[0-9a-f]{64}$'),
  keep_until date,
  unique (merger_id, no),
  check (num_nulls(made_at, manifest, sha256, keep_until) in (0, 4))
);
comment on column ending_archive.manifest is 'The file SHA256SUMS of the archive: the hash and the name of each file.';
comment on column ending_archive.sha256 is 'SHA-256 of the manifest.';
comment on column ending_archive.keep_until is 'Seven years from the end of the year it was made in (art. 52 AWR).';

create table ending_archive_file (
  archive_id  bigint not null references ending_archive,
  name        text not null check (name ~ '^[A-Za-z0-9_.-]+$'),
  delivery_id bigint references merger_delivery,
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes       bigint not null check (bytes >= 0),
  primary key (archive_id, name)
);
comment on column ending_archive_file.delivery_id is 'Empty for the sheet of what people decided on records.';

create table ending_archive_check (
  id         bigint generated always as identity primary key,
  archive_id bigint not null references ending_archive,
  checked_at timestamptz not null,
  checked_by bigint references identity_staff,
  files      integer not null,
  wrong      text[] not null
);
create index ending_archive_check_of on ending_archive_check (archive_id, id desc);
comment on column ending_archive_check.wrong is 'Files that are gone or are not what they were.';

create table ending_archive_access (
  id         bigint generated always as identity primary key,
  archive_id bigint not null references ending_archive,
  at         timestamptz not null,
  staff_id   bigint not null references identity_staff,
  purpose    text not null check (purpose in ('TAX', 'DISPUTE', 'PRIVACY_REQUEST', 'LEGAL_HOLD', 'CHECK')),
  reason     text not null check (btrim(reason) <> '' and length(reason) <= 400),
  record_key text not null check (length(record_key) <= 200),
  found      integer not null
);
create index ending_archive_access_of on ending_archive_access (archive_id, id desc);

create table ending_signature (
  id        bigint generated always as identity primary key,
  merger_id bigint not null references merger_merger,
  side      text not null check (side in ('LEAD', 'GUARD')),
  look_id   bigint not null references ending_look,
  words     text check (length(words) <= 2000),
  signed_by bigint not null references identity_staff,
  signed_at timestamptz not null,
  unique (merger_id, side),
  unique (merger_id, signed_by)
);
comment on column ending_signature.side is 'LEAD: who leads the migration. GUARD: finance or the privacy officer.';

create function ending_sealed_stays() returns trigger language plpgsql as $$
begin
  if old.made_at is not null then
    raise exception 'Archive % is made and stays as it is', old.id;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger ending_archive_stays before update or delete on ending_archive
  for each row execute function ending_sealed_stays();

insert into identity_permission (role_code, action)
select role, action
  from (values
    ('migrationLead',     array['ending.read', 'ending.prepare', 'ending.sign']),
    ('migrationOperator', array['ending.read', 'ending.prepare']),
    ('finance',           array['ending.read', 'ending.sign', 'archive.read']),
    ('privacyOfficer',    array['ending.read', 'ending.sign', 'archive.read']),
    ('legal',             array['ending.read', 'archive.read']),
    ('backOfficeHandler', array['ending.read']),
    ('auditor',           array['ending.read']),
    ('admin',             array['ending.read'])
  ) as grants (role, actions), unnest(actions) action
on conflict do nothing;
