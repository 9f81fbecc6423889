-- A file that two people removed for ever stayed readable in the bytes of the mail it came with. Which file came with which
-- mail is kept; with the file those bytes go. The words of the mail stay, and so do its other files: they are with the
-- complaint.
create table complaint_mail_file (
  file_id bigint primary key references attachment_file on delete cascade,
  mail_id bigint not null references mailbox_message
);
comment on table complaint_mail_file is 'With which mail a file of a complaint came.';

-- Of those that came before only the name tells: one mail too many emptied does less harm than one too few.
insert into complaint_mail_file (file_id, mail_id)
select distinct on (f.id) f.id, m.id
  from attachment_file f
  join mailbox_message m on m.about_kind = 'complaint' and m.about_id = f.subject_id and f.name = any (m.files)
 where f.subject_kind = 'complaint' and f.added_by is null
 order by f.id, abs(extract(epoch from f.added_at - m.fetched_at));

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
  update public.mailbox_message m set raw = null
   where m.id = (select f.mail_id from public.complaint_mail_file f where f.file_id = file);
end $$;

update mailbox_message m set raw = null
  from complaint_mail_file c join attachment_file f on f.id = c.file_id
 where c.mail_id = m.id and f.emptied_by is not null;
