-- A customer writes to us himself: a complaint by the public form, and more about it afterwards. Nobody of ours registered
-- that. What he typed stands beside the complaint as he typed it; the link by which he follows it is sealed with a key of
-- this database.

alter table complaint_event add column sender_key text unique check (length(sender_key) <= 200);
comment on column complaint_event.sender_key is 'By this key the sender tells that he sends the same words again.';
alter table complaint_event drop constraint complaint_event_words_check;
alter table complaint_event add constraint complaint_event_words_check check (length(words) <= 100000);

create table complaint_online (
  complaint_id    bigint primary key references complaint_complaint,
  name            text check (length(name) <= 200),
  reach_by        text not null check (reach_by in ('EMAIL', 'PHONE', 'LETTER', 'NOT')),
  email           text check (length(email) <= 320),
  phone           text check (length(phone) <= 50),
  address         text check (length(address) <= 500),
  customer_number text check (length(customer_number) <= 60),
  language        text not null check (language in ('nl', 'en')),
  check (reach_by <> 'EMAIL' or email is not null),
  check (reach_by <> 'PHONE' or phone is not null),
  check (reach_by <> 'LETTER' or address is not null)
);
comment on table complaint_online is 'What a customer typed about himself with his complaint, literally; nobody checked it.';
comment on column complaint_online.reach_by is 'How he wants to hear of us; NOT for one who stays unknown and follows it by his link alone.';

create table complaint_link_key (
  one boolean primary key default true check (one),
  key bytea not null check (length(key) = 32)
);
comment on table complaint_link_key is 'Seals the links by which customers follow their complaint; made with the database, different in each.';
insert into complaint_link_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

create table complaint_online_setting (
  one           boolean primary key default true check (one),
  link_days     integer not null check (link_days between 1 and 730),
  handler_shown text not null check (handler_shown in ('FIRST_NAME', 'FULL_NAME', 'NOT')),
  sent_by_one   integer not null check (sent_by_one between 1 and 10000),
  sent_by_all   integer not null check (sent_by_all between 1 and 100000),
  changed_by    bigint references identity_staff,
  changed_at    timestamptz,
  version       integer not null default 0
);
comment on column complaint_online_setting.link_days is 'For so many days after it was made a link opens the complaint.';
comment on column complaint_online_setting.handler_shown is 'What a customer reads of who handles his complaint.';
comment on column complaint_online_setting.sent_by_one is 'So many forms an hour are taken from one address of the internet.';
comment on column complaint_online_setting.sent_by_all is 'So many forms an hour are taken from all of them together.';
insert into complaint_online_setting (link_days, handler_shown, sent_by_one, sent_by_all) values (180, 'FIRST_NAME', 30, 1200);
