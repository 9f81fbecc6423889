-- START and STOP were made on the day of the debit they are about. By then the old company has given its collections of that
-- day to its bank, and both debit. They are made once a wave was let go; who was not accepted so many bank days before the
-- day does not go with it.

alter table billing_setting add column bank_days integer not null default 3 check (bank_days between 1 and 15);
comment on column billing_setting.bank_days is
  'So many bank days (TARGET) before a wave both sides must have accepted it: earlier than the old company gives its collections to the bank.';
alter table billing_setting alter column bank_days drop default;

alter table billing_handover add column answer_by date;
comment on column billing_handover.answer_by is
  'Last day on which both sides can accept; empty where it was made on the day of the wave itself.';

-- An answer to an older hand-over was taken as one to the newest. Files name theirs from now on; those that were made before
-- stay the same bytes.
alter table billing_handover add column named boolean not null default false;
alter table billing_handover alter column named drop default;
comment on column billing_handover.named is 'Whether each line of its files names the hand-over, as in 12-1.';

create table billing_handover_out (
  id          bigint generated always as identity primary key,
  handover_id bigint not null,
  side        text not null,
  staff_id    bigint not null references identity_staff,
  at          timestamptz not null,
  foreign key (handover_id, side) references billing_handover_file
);
create index billing_handover_out_of on billing_handover_out (handover_id, side, id);
comment on table billing_handover_out is 'Who took a file out, to give it to its side, and when.';
