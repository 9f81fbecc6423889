-- A go did nothing but free billing: everybody came over at once. A merger can now say that its customers go over by waves:
-- the run stands ready once all is rehearsed, and each wave carries its own customers with all that belongs to them.

alter table merger_merger add column by_waves boolean not null default false;
comment on column merger_merger.by_waves is 'Customers go over wave by wave, and not all at once; chosen before the rehearsal is approved.';
alter table merger_merger drop constraint merger_merger_state_check;
alter table merger_merger add constraint merger_merger_state_check
  check (state in ('PREPARING', 'RUNNING', 'READY', 'TRANSFERRED', 'SIGNED', 'ABANDONED', 'UNDONE'));
alter table merger_run drop constraint merger_run_state_check;
alter table merger_run add constraint merger_run_state_check
  check (state in ('OPEN', 'IMPORTING', 'READY', 'TRANSFERRED', 'CLOSED', 'ABANDONED'));

-- A cut-over of a wave carries the customers in its scope. What is of no customer is booked once, by the first.
alter table transfer_cutover add column wave_id bigint;
alter table transfer_cutover add column carries_rest boolean not null default true;
alter table transfer_cutover add constraint transfer_cutover_of_wave check (wave_id is null or kind = 'TRANSFER' and not rehearsal);
alter table transfer_cutover add constraint transfer_cutover_rest check (carries_rest or wave_id is not null);
comment on column transfer_cutover.wave_id is 'The wave whose customers it carries, with all that is theirs; empty if it carries everybody.';
comment on column transfer_cutover.carries_rest is 'Whether it books the records of no customer: rejects, duplicates, and those of unknown customers.';
drop index transfer_cutover_one_running;
create unique index transfer_cutover_one_running on transfer_cutover (run_id, kind, rehearsal, coalesce(wave_id, 0)) where state = 'RUNNING';
create unique index transfer_cutover_one_rest on transfer_cutover (run_id)
  where wave_id is not null and carries_rest and state in ('RUNNING', 'LIVE');
create index transfer_cutover_wave on transfer_cutover (wave_id) where wave_id is not null;

create table transfer_scope (
  cutover_id  bigint not null references transfer_cutover,
  identity_id bigint not null references customer_identity,
  primary key (cutover_id, identity_id)
);
create index transfer_scope_identity on transfer_scope (identity_id);
comment on table transfer_scope is 'Whom the cut-over of a wave carries: customers, each with all his records.';

alter table wave_wave add column process_id text;
alter table wave_wave add column over_at timestamptz;
alter table wave_wave drop constraint wave_wave_state_check;
alter table wave_wave add constraint wave_wave_state_check check (state in ('PLANNED', 'RELEASED', 'CALLED_OFF', 'OVER', 'UNDONE'));
alter table wave_wave add constraint wave_wave_over check (state <> 'OVER' or over_at is not null);
comment on column wave_wave.process_id is 'The process waveCutover that leads it since it was let go; empty if the merger goes over all at once.';
create index wave_wave_due on wave_wave (day) where state = 'RELEASED' and process_id is not null;

alter table wave_member drop constraint wave_member_state_check;
alter table wave_member add constraint wave_member_state_check
  check (state in ('PLANNED', 'HELD', 'MOVED', 'RELEASED', 'OVER', 'GONE'));
alter table wave_member add constraint wave_member_over check (state <> 'OVER' or wave_id is not null);
alter table wave_event drop constraint wave_event_kind_check;
alter table wave_event add constraint wave_event_kind_check
  check (kind in ('REPLANNED', 'MOVED', 'HELD', 'LET_GO', 'ACCEPTED', 'RELEASED', 'TAKEN_BACK', 'OVER', 'WENT_BACK', 'GONE'));

-- A wave that went over is taken back by two people, as a run is.
create table wave_undo_request (
  id         bigint generated always as identity primary key,
  wave_id    bigint not null references wave_wave,
  reason     text not null check (btrim(reason) <> '' and length(reason) <= 400),
  asked_by   bigint not null references identity_staff,
  asked_at   timestamptz not null,
  state      text not null default 'OPEN' check (state in ('OPEN', 'APPROVED', 'DECLINED')),
  decided_by bigint references identity_staff,
  decided_at timestamptz,
  check ((state = 'OPEN') = (decided_by is null)),
  check ((state = 'OPEN') = (decided_at is null)),
  constraint wave_undo_request_by_two check (decided_by <> asked_by)
);
create unique index wave_undo_request_one on wave_undo_request (wave_id) where state = 'OPEN';
