-- Delivered files and what was staged of them are copies of what people said and paid. Once the old system may go nobody
-- needs them: what counts is live, what was booked and signed stays, and what was delivered lies in the archive. They go when
-- two people decided it, part by part, counted; what is under a legal hold stays.
alter table merger_merger add column raw_gone_at timestamptz;
comment on column merger_merger.raw_gone_at is 'Delivered files and staged records are gone; what was delivered lies in the archive.';

create table ending_purge (
  id         bigint generated always as identity primary key,
  merger_id  bigint not null references merger_merger,
  reason     text not null check (btrim(reason) <> '' and length(reason) <= 400),
  asked_by   bigint not null references identity_staff,
  asked_at   timestamptz not null,
  state      text not null default 'ASKED' check (state in ('ASKED', 'DECLINED', 'APPROVED', 'DONE')),
  decided_by bigint references identity_staff,
  decided_at timestamptz,
  done_at    timestamptz,
  check (decided_by <> asked_by),
  check ((decided_by is null) = (state = 'ASKED') and (decided_by is null) = (decided_at is null)),
  check ((state = 'DONE') = (done_at is not null))
);
create unique index ending_purge_one on ending_purge (merger_id) where state <> 'DECLINED';

create table ending_purge_part (
  purge_id    bigint not null references ending_purge,
  no          integer not null,
  delivery_id bigint not null references merger_delivery,
  from_line   bigint not null,
  to_line     bigint not null,
  gone        bigint,
  kept        bigint,
  primary key (purge_id, no),
  check ((gone is null) = (kept is null))
);
comment on column ending_purge_part.gone is 'Records, rejects and warnings that went; empty before it was done.';
comment on column ending_purge_part.kept is 'Records that stay under a legal hold.';

create table ending_purge_file (
  purge_id    bigint not null references ending_purge,
  delivery_id bigint not null references merger_delivery,
  bytes       bigint not null,
  gone_at     timestamptz not null,
  primary key (purge_id, delivery_id)
);
