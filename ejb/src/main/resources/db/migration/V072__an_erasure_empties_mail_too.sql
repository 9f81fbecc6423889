-- What a customer wrote to the mailbox, and what was written to him, stays as it was, for the application too; an erasure
-- empties it like other sealed words.
create or replace function privacy_empty_sealed(erasure bigint) returns void language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  who bigint[];
begin
  select identities into who from privacy_request
   where id = erasure and kind = 'ERASURE' and state = 'ERASED' and ended_by <> prepared_by;
  if who is null then
    raise exception 'Request % is no erasure that two people decided', erasure;
  end if;
  update complaint_event set words = '–'
   where words is not null and complaint_id in (select id from complaint_complaint where identity_id = any(who));
  update contact_promise_event set note = '–'
   where note is not null and promise_id in (select promise_id from contact_promise_work where identity_id = any(who));
  update contact_question set asked = '–', behind = case when behind is not null then '–' end
   where contact_id in (select contact_id from contact_note where identity_id = any(who));
  update sla_event set reason = '–'
   where reason is not null and clock_id in (
     select id from sla_clock
      where subject_kind = 'COMPLAINT' and subject_id in (select id from complaint_complaint where identity_id = any(who))
         or subject_kind = 'PROMISE' and subject_id in (select promise_id from contact_promise_work where identity_id = any(who)));
  update outbound_event set note = '–'
   where note is not null and message_id in (
     select id from outbound_message
      where identity_id = any(who)
         or lower(subject_kind) = 'complaint' and subject_id in (select id from complaint_complaint where identity_id = any(who)));
  update attachment_content set bytes = ''
   where file_id in (
     select id from attachment_file
      where subject_kind = 'complaint' and subject_id in (select id from complaint_complaint where identity_id = any(who)));
  update outbound_message set recipient = '–', subject_line = '–', body = '–'
   where identity_id = any(who)
      or lower(subject_kind) = 'complaint' and subject_id in (select id from complaint_complaint where identity_id = any(who));
  update mailbox_message
     set from_name = null, from_address = '–', subject_line = '–', text = '–', files = '{}', raw = null
   where about_kind = 'complaint' and about_id in (select id from complaint_complaint where identity_id = any(who))
      or about_kind = 'customer' and about_id in (select unnest(parties) from privacy_request where id = erasure);
  update matching_verdict set reason = '–' where reason is not null and (left_id = any(who) or right_id = any(who));
end $$;
