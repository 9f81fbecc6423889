-- A message is written in the transaction of its cause and handed to the mail server after it. Between the server's "yes"
-- and our own commit lies a moment in which nobody can say whether it was sent: such a message is UNKNOWN until a person
-- has looked. It is never sent a second time by itself.
create table outbound_message (
  id             bigint generated always as identity primary key,
  purpose        text not null check (purpose ~ '^[A-Z][A-Z_]+$'),
  occasion       text not null check (length(occasion) <= 100),
  subject_kind   text not null,
  subject_id     bigint not null,
  subject_name   text,
  identity_id    bigint references customer_identity,
  recipient      text not null check (recipient !~ '[\r\n]' and length(recipient) <= 254),
  sender_name    text not null check (sender_name !~ '[\r\n]'),
  sender_address text not null check (sender_address !~ '[\r\n]'),
  reply_address  text not null check (reply_address !~ '[\r\n]'),
  language       text not null check (language in ('nl', 'en')),
  subject_line   text not null check (subject_line !~ '[\r\n]' and length(subject_line) <= 200),
  body           text not null check (btrim(body) <> '' and length(body) <= 20000),
  message_id     text not null unique,
  in_reply_to    text,
  state          text not null check (state in ('WAITING', 'SENDING', 'SENT', 'REFUSED', 'UNKNOWN', 'DROPPED')),
  reason         text check (length(reason) <= 1000),
  written_by     bigint not null references identity_staff,
  written_at     timestamptz not null,
  try_at         timestamptz not null,
  attempts       integer not null default 0,
  lease_until    timestamptz,
  sent_at        timestamptz,
  followed_at    timestamptz,
  follow_try_at  timestamptz,
  version        integer not null default 0,
  check ((state = 'SENDING') = (lease_until is not null)),
  check ((state = 'SENT') = (sent_at is not null)),
  check (followed_at is null or sent_at is not null)
);
comment on column outbound_message.occasion is 'Tells messages of one purpose about one subject apart: how often a complaint was opened again, for which day was promised.';
comment on column outbound_message.identity_id is 'Whose message, as one company knows him; empty while nobody knows who he is.';
comment on column outbound_message.reply_address is 'A mailbox that somebody reads: what is answered arrives there.';
comment on column outbound_message.reason is 'REFUSED: what the mail server said. WAITING: why the last try failed. DROPPED: a code of why it was no longer to be sent.';
comment on column outbound_message.followed_at is 'When what waited for it was told that it was sent.';
-- One message per purpose and subject. One that was refused or dropped gives its place away.
create unique index outbound_message_once on outbound_message (purpose, subject_kind, subject_id, occasion)
  where state not in ('REFUSED', 'DROPPED');
create index outbound_message_due on outbound_message (try_at, id) where state in ('WAITING', 'SENDING');
create index outbound_message_follow on outbound_message (sent_at, id) where state = 'SENT' and followed_at is null;
create index outbound_message_subject on outbound_message (subject_kind, subject_id);

create table outbound_event (
  id         bigint generated always as identity primary key,
  message_id bigint not null references outbound_message,
  at         timestamptz not null,
  staff_id   bigint references identity_staff,
  kind       text not null check (kind in ('WRITTEN', 'SENDING', 'SENT', 'PUT_OFF', 'REFUSED', 'UNKNOWN', 'DROPPED', 'SAID_SENT', 'SEND_AGAIN')),
  note       text check (length(note) <= 1000)
);
create index outbound_event_of on outbound_event (message_id, id);
