-- As with sealed words: every name says in which schema it is, a temporary table of the same name is never meant.
create or replace function attachment_empty(file bigint) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.attachment_file where id = file and emptied_by is not null) then
    raise exception 'Nobody decided that file % is emptied', file;
  end if;
  update public.attachment_content set bytes = '' where file_id = file;
end $$;
