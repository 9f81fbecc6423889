-- Who has no mail address, or wants letters, was left out of a mail to many, and nobody wrote to him. He gets a letter:
-- printed with the others, and he has heard it when a person says that the letters went out.
create table signal_letters (
  id         bigint generated always as identity primary key,
  signal_id  bigint not null references signal_signal,
  purpose    text not null check (purpose in ('PASSED_ON', 'DONE')),
  language   text not null check (language in ('nl', 'en')),
  body       text not null check (btrim(body) <> '' and length(body) <= 8000),
  state      text not null check (state in ('WAITING', 'OUT', 'DROPPED')),
  written_by bigint not null references identity_staff,
  written_at timestamptz not null,
  ended_by   bigint references identity_staff,
  ended_at   timestamptz,
  check ((state = 'WAITING') = (ended_at is null))
);
comment on table signal_letters is 'Letters to customers of a signal that are printed together, with their fields in braces.';
create unique index signal_letters_one on signal_letters (signal_id) where state = 'WAITING';
create index signal_letters_of on signal_letters (signal_id, id);

create table signal_letter (
  letters_id bigint not null references signal_letters,
  link_id    bigint not null references signal_customer,
  primary key (letters_id, link_id)
);
create index signal_letter_link on signal_letter (link_id);
