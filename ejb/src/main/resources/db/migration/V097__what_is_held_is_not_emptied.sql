-- While a legal hold stands nothing of it is emptied, whoever decided so.
create function attachment_held(file bigint) returns boolean language sql stable
  set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from public.attachment_file f
      join public.complaint_complaint k on f.subject_kind = 'complaint' and k.id = f.subject_id
     where f.id = file
       and (exists (select from public.privacy_hold h where h.lifted_at is null and h.complaint_id = k.id)
         or exists (select from public.privacy_held_identity i where i.identity_id = k.identity_id)))
$$;

create or replace function attachment_empty(file bigint) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.attachment_file where id = file and emptied_by is not null) then
    raise exception 'Nobody decided that file % is emptied', file;
  end if;
  if public.attachment_held(file) then
    raise exception 'File % is under a legal hold', file;
  end if;
  update public.attachment_content set bytes = '' where file_id = file;
end $$;
