-- One press of a button could write 40,000 mails that no second person saw, that nobody could stop, and behind which the
-- acknowledgement of a complaint waited. A mail to many is kept as such: above a bound a second person releases it, it is
-- written in parts, goes behind personal mail, and can be stopped while it goes on.
create table signal_setting (
  code       text primary key check (code in ('MAIL_BOUND')),
  value      integer not null check (value between 0 and 100000),
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  version    integer not null default 0
);
comment on table signal_setting is 'MAIL_BOUND: a mail to more customers than that is released by a second person.';
insert into signal_setting (code, value) values ('MAIL_BOUND', 100);

create table signal_mailing (
  id            bigint generated always as identity primary key,
  signal_id     bigint not null references signal_signal,
  purpose       text not null check (purpose in ('PASSED_ON', 'DONE')),
  words_version integer not null,
  language      text not null check (language in ('nl', 'en')),
  subject_line  text not null check (length(subject_line) <= 200),
  body          text not null check (length(body) <= 20000),
  last_link     bigint not null references signal_customer,
  done_to       text not null default '',
  customers     integer not null check (customers > 0),
  state         text not null check (state in ('WAITING', 'GOING', 'STOPPED', 'OVER')),
  written_by    bigint not null references identity_staff,
  written_at    timestamptz not null,
  released_by   bigint references identity_staff,
  released_at   timestamptz,
  ended_by      bigint references identity_staff,
  ended_at      timestamptz,
  check (released_by <> written_by),
  check ((state in ('STOPPED', 'OVER')) = (ended_at is not null))
);
comment on table signal_mailing is 'A mail to many customers of a signal, with its fields in braces.';
comment on column signal_mailing.words_version is 'Of the words: a customer gets each version once.';
comment on column signal_mailing.last_link is 'Who was linked after it was written does not get it.';
comment on column signal_mailing.done_to is 'Up to which customer it was written, in the order in which it is.';
comment on column signal_mailing.customers is 'So many were to get it when it was written.';
comment on column signal_mailing.released_by is 'The second person; empty for a mail to few.';
create unique index signal_mailing_one on signal_mailing (signal_id) where state in ('WAITING', 'GOING');
create index signal_mailing_going on signal_mailing (id) where state = 'GOING';
create index signal_mailing_of on signal_mailing (signal_id, id);

-- The first who waits is looked up for every mail that was sent.
create index signal_customer_first on signal_customer (signal_id, tell_by)
  where tell_by is not null and told_at is null and unlinked_at is null;

alter table outbound_message add column bulk_id bigint;
comment on column outbound_message.bulk_id is 'Of a mail to many: the key of that; personal mail goes before it.';
drop index outbound_message_due;
create index outbound_message_due on outbound_message ((bulk_id is not null), try_at, id) where state in ('WAITING', 'SENDING');
create index outbound_message_bulk on outbound_message (bulk_id, state) where bulk_id is not null;

insert into identity_permission (role_code, action) values
  ('complaintCoordinator', 'signal.release'), ('teamLead', 'signal.release')
on conflict do nothing;
