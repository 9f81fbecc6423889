-- A file on the wrong complaint, or a copy of a passport that nobody asked for, stayed open for everybody who sees the
-- complaint. Who may release files closes it; a second of them has its content removed for ever. What was known of it
-- stays, with who decided so.
alter table attachment_file add column emptied_by bigint references identity_staff, add column emptied_at timestamptz;
alter table attachment_file add constraint attachment_file_emptied_by_a_second
  check ((emptied_by is null) = (emptied_at is null)
         and (emptied_by is null or state = 'REFUSED' and emptied_by <> decided_by));
comment on column attachment_file.emptied_by is 'Who had the content removed: another than who closed the file.';
comment on column attachment_file.scan_after is 'No scan before this: a scan runs, or the scanner was away.';

-- The content itself the application may not change; this looks whether two people decided.
create function attachment_empty(file bigint) returns void language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if not exists (select from attachment_file where id = file and emptied_by is not null) then
    raise exception 'Nobody decided that file % is emptied', file;
  end if;
  update attachment_content set bytes = '' where file_id = file;
end $$;

-- Who adds to a subject or a form holds its row: how much is there is counted by one at a time.
create table attachment_place (
  place   text primary key check (length(place) <= 200),
  used_at timestamptz not null
);
comment on table attachment_place is 'Where files are being added; a row is held while one is. It may go once nobody adds.';

-- Read every hour, and for how much waits in forms altogether.
create index attachment_file_unsent on attachment_file (added_at) include (size) where subject_id is null;
