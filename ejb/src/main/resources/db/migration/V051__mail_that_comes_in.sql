-- What arrives in the mailbox of the house is kept once, as it came, before it is touched there. Who writes is not known by
-- the address he wrote: a person says which customer it is and what is to be done.
create table mailbox_message (
  id             bigint generated always as identity primary key,
  message_key    text not null unique check (length(message_key) = 64),
  message_id     text,
  refers_to      text[] not null default '{}',
  from_address   text not null check (length(from_address) <= 320),
  from_name      text check (length(from_name) <= 200),
  subject_line   text not null check (length(subject_line) <= 1000),
  text           text not null check (length(text) <= 100000),
  files          text[] not null default '{}',
  written_at     timestamptz,
  received_at    timestamptz not null,
  automatic      boolean not null,
  bounced        boolean not null,
  raw            bytea,
  raw_size       bigint not null,
  fetched_at     timestamptz not null,
  outcome        text check (outcome in ('NEW_COMPLAINT', 'REPLY', 'CONTACT', 'NOT_FOR_US', 'BOUNCE', 'AUTOMATIC')),
  about_kind     text,
  about_id       bigint,
  about_name     text,
  handled_by     bigint references identity_staff,
  handled_at     timestamptz,
  note           text check (length(note) <= 4000),
  version        integer not null default 0,
  check ((outcome is null) = (handled_at is null)),
  check ((about_kind is null) = (about_id is null)),
  check (outcome <> 'NOT_FOR_US' or note is not null)
);
comment on column mailbox_message.message_key is 'SHA-256 of its Message-ID, or of all of it where it has none: what comes twice is kept once.';
comment on column mailbox_message.refers_to is 'Message-IDs that it answers, the nearest first; of one that came back, those of what came back.';
comment on column mailbox_message.text is 'Its words; of HTML what is left without the markup. Empty if it has none.';
comment on column mailbox_message.raw is 'As it came; empty where it was too large to be kept.';
comment on column mailbox_message.automatic is 'A machine wrote it: nobody is asked to answer.';
comment on column mailbox_message.outcome is 'What was done with it; empty while somebody must read it.';
create index mailbox_message_open on mailbox_message (received_at, id) where outcome is null;
create index mailbox_message_done on mailbox_message (received_at desc, id desc) where outcome is not null;

-- Of several servers one reads the mailbox at a time.
create table mailbox_lease (
  one    boolean primary key default true check (one),
  holder text,
  until  timestamptz not null,
  looked_at timestamptz,
  failure   text
);
comment on column mailbox_lease.failure is 'Why the mailbox could not be read since it was last read.';
insert into mailbox_lease (until) values ('2000-01-01T00:00:00Z');

-- Who talks to customers reads their mail.
insert into identity_permission (role_code, action)
select role, action
  from unnest(array['adviser', 'backOfficeHandler', 'complaintCoordinator', 'teamLead']) role,
       unnest(array['mail.read', 'mail.handle']) action
on conflict do nothing;
