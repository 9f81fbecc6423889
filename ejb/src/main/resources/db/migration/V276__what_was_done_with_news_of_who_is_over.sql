-- What the old company delivers of customers who are over is not carried: people look at it. Nobody could see which records
-- these are, nor what was done with them. What a person did is kept with the line of the file.
create table wave_late_record (
  id          bigint generated always as identity primary key,
  merger_id   bigint not null references merger_merger,
  entity      text not null,
  delivery_id bigint not null references merger_delivery,
  line_no     bigint not null,
  identity_id bigint not null references customer_identity,
  deed        text not null check (deed in ('CHANGED', 'PASSED_ON', 'NOTHING')),
  words       text not null check (btrim(words) <> '' and length(words) <= 400),
  staff_id    bigint not null references identity_staff,
  at          timestamptz not null
);
create index wave_late_record_line on wave_late_record (delivery_id, line_no, id);
create index wave_late_record_identity on wave_late_record (identity_id);
comment on column wave_late_record.deed is
  'CHANGED: it was changed here by hand. PASSED_ON: told to who must know, as the new billing. NOTHING: nothing was to be done.';
