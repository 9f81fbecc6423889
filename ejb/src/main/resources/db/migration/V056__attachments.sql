-- Files that customers and colleagues add to something, a complaint for one. What it is shows its content, not its name;
-- nobody opens it before a scanner found nothing in it, or a person answers for it.

create table attachment_file (
  id            bigint generated always as identity primary key,
  subject_kind  text not null check (subject_kind ~ '^[a-z][A-Za-z]+$'),
  subject_id    bigint,
  form_key      text check (length(form_key) between 16 and 100),
  name          text not null check (length(name) between 1 and 150 and name !~ '[[:cntrl:]/\\]'),
  size          bigint not null check (size > 0),
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  declared_type text check (length(declared_type) <= 200),
  detected_type text not null check (length(detected_type) <= 200),
  state         text not null check (state in ('WAITING_FOR_SCAN', 'CLEAN', 'INFECTED', 'RELEASED', 'REFUSED')),
  found         text check (length(found) <= 200),
  added_by      bigint references identity_staff,
  added_at      timestamptz not null,
  decided_by    bigint references identity_staff,
  decided_at    timestamptz,
  reason        text check (length(reason) <= 1000),
  scan_after    timestamptz not null,
  check ((subject_id is null) <> (form_key is null)),
  check ((state = 'INFECTED') = (found is not null)),
  check ((state in ('RELEASED', 'REFUSED')) = (reason is not null)),
  check ((reason is null) = (decided_by is null))
);
comment on column attachment_file.form_key is 'The form it was sent with, while that is not accepted; then it belongs to a subject.';
comment on column attachment_file.name is 'As it was given, without what no name of a file has.';
comment on column attachment_file.declared_type is 'What the sender said it is; nobody relies on that.';
comment on column attachment_file.detected_type is 'What its content is.';
comment on column attachment_file.found is 'What the scanner calls what it found.';
comment on column attachment_file.added_by is 'Empty for a customer.';
comment on column attachment_file.decided_by is 'Who released or refused it without a scanner, for the reason given.';
comment on column attachment_file.scan_after is 'No scan before this: the scanner was away.';
create index attachment_file_of on attachment_file (subject_kind, subject_id, id);
create index attachment_file_of_form on attachment_file (form_key) where form_key is not null;
create index attachment_file_waiting on attachment_file (scan_after, id) where state = 'WAITING_FOR_SCAN';

create table attachment_content (
  file_id bigint primary key references attachment_file on delete cascade,
  bytes   bytea not null
);
alter table attachment_content alter column bytes set storage external;
comment on table attachment_content is 'The files themselves, apart from what is known of them.';

-- Only what was sent with a form that never was accepted may be taken away again.
create function attachment_stays() returns trigger language plpgsql as $$
begin
  if old.subject_id is not null then
    raise exception 'Attachment % belongs to % % and stays', old.id, old.subject_kind, old.subject_id;
  end if;
  return old;
end $$;
create trigger attachment_stays before delete on attachment_file for each row execute function attachment_stays();

create table attachment_limit (
  code       text primary key check (code in ('MEGABYTES_OF_ONE', 'MEGABYTES_TOGETHER', 'FILES')),
  value      integer not null check (value between 1 and 100),
  changed_by bigint references identity_staff,
  changed_at timestamptz
);
comment on table attachment_limit is 'How large a file may be, and how large and how many those of one subject.';
insert into attachment_limit (code, value) values ('MEGABYTES_OF_ONE', 10), ('MEGABYTES_TOGETHER', 25), ('FILES', 10);

-- Who leads a team or answers for complaints may release a file that no scanner looked at, and says why.
insert into identity_permission (role_code, action)
values ('teamLead', 'attachment.release'), ('complaintCoordinator', 'attachment.release')
on conflict do nothing;
