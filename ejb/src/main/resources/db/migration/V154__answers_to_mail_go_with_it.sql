-- What we answered to mail goes with that mail, and nothing goes of a complaint with which a body outside is busy.
create or replace function privacy_empty_words(who bigint[], his bigint[], whose_parties bigint[]) returns void language plpgsql
  set search_path = pg_catalog, pg_temp as $$
declare
  promises bigint[];
  letters bigint[];
begin
  letters := array(
    select id from public.outbound_message
     where identity_id = any(who) or subject_kind = 'complaint' and subject_id = any(his)
        or subject_kind = 'mail' and subject_id in (
             select id from public.mailbox_message
              where about_kind = 'complaint' and about_id = any(his) or about_kind = 'customer' and about_id = any(whose_parties)));
  promises := array(select promise_id from public.contact_promise_work where identity_id = any(who));
  update public.complaint_event set words = '–' where words is not null and complaint_id = any(his);
  update public.contact_promise_event set note = '–' where note is not null and promise_id = any(promises);
  update public.contact_question set asked = '–', behind = case when behind is not null then '–' end
   where contact_id in (select contact_id from public.contact_note where identity_id = any(who));
  update public.sla_event set reason = '–'
   where reason is not null and clock_id in (
     select id from public.sla_clock
      where subject_kind = 'COMPLAINT' and subject_id = any(his) or subject_kind = 'PROMISE' and subject_id = any(promises));
  update public.outbound_event set note = '–'
   where note is not null and message_id = any(letters);
  update public.attachment_content set bytes = ''
   where file_id in (select id from public.attachment_file where subject_kind = 'complaint' and subject_id = any(his));
  update public.outbound_message set recipient = '–', subject_line = '–', body = '–' where id = any(letters);
  update public.mailbox_message
     set from_name = null, from_address = '–', subject_line = '–', text = '–', files = '{}', raw = null
   where about_kind = 'complaint' and about_id = any(his) or about_kind = 'customer' and about_id = any(whose_parties);
  update public.signal_event e set words = '–'
   where e.words is not null
     and exists (select from public.signal_customer x
                  where x.signal_id = e.signal_id and (x.identity_id = any(who) or x.complaint_id = any(his)))
     and not exists (select from public.signal_customer x
                      where x.signal_id = e.signal_id
                        and not coalesce(x.identity_id = any(who) or x.complaint_id = any(his)
                                         or x.identity_id in (select identity_id from public.customer_erased), false));
  update public.matching_verdict set reason = '–' where reason is not null and (left_id = any(who) or right_id = any(who));
end $$;

create or replace function privacy_empty_sealed(erasure bigint) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  asked public.privacy_request;
begin
  select * into asked from public.privacy_request
   where id = erasure and kind = 'ERASURE' and state = 'ERASED' and ended_by <> prepared_by;
  if asked.id is null then
    raise exception 'Request % is no erasure that two people decided', erasure;
  end if;
  if exists (select from public.privacy_held_identity where identity_id = any(asked.identities)) then
    raise exception 'A legal hold stands against erasure %', erasure;
  end if;
  if exists (select from public.complaint_complaint
              where identity_id = any(asked.identities) and stage not in ('CLOSED', 'WITHDRAWN')) then
    raise exception 'A complaint is open against erasure %', erasure;
  end if;
  if exists (select from public.complaint_dispute d join public.complaint_complaint k on k.id = d.complaint_id
              where k.identity_id = any(asked.identities) and d.state <> 'ENDED') then
    raise exception 'A body outside is busy with a complaint against erasure %', erasure;
  end if;
  insert into public.privacy_emptied (request_id) values (erasure);
  perform public.privacy_empty_words(
    asked.identities, array(select id from public.complaint_complaint where identity_id = any(asked.identities)), asked.parties);
end $$;

create or replace function privacy_retain_sealed(rule text, keys bigint[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  before timestamptz;
  who bigint[];
begin
  select now() - make_interval(months => months) into before
    from public.privacy_retention_rule where code = rule and is_on and decided_by <> prepared_by;
  if before is null then
    raise exception 'Rule % is not switched on', rule;
  end if;
  if rule = 'CONTACT' then
    update public.contact_question q set asked = '–', behind = case when q.behind is not null then '–' end
      from public.contact_note n
     where n.contact_id = q.contact_id and q.contact_id = any(keys) and n.occurred_at < before
       and n.identity_id not in (select identity_id from public.privacy_held_identity);
  elsif rule = 'COMPLAINT' then
    if exists (select from public.complaint_complaint k
                where k.id = any(keys)
                  and (k.closed_at is null or k.closed_at >= before or k.stage not in ('CLOSED', 'WITHDRAWN')
                       or k.identity_id in (select identity_id from public.privacy_held_identity)
                       or k.id in (select complaint_id from public.complaint_dispute where state <> 'ENDED')
                       or k.id in (select complaint_id from public.privacy_hold where lifted_at is null and complaint_id is not null))) then
      raise exception 'A complaint is open, held or not old enough';
    end if;
    perform public.privacy_empty_words('{}', keys, '{}');
  elsif rule = 'CUSTOMER' then
    who := array(select identity_id from public.customer_party_link where party_id = any(keys) and ended_at is null);
    if exists (select from public.privacy_held_identity where identity_id = any(who))
       or exists (select from public.customer_identity where id = any(who) and registered_at >= before)
       or exists (select from public.complaint_complaint
                   where identity_id = any(who) and (closed_at is null or closed_at >= before)) then
      raise exception 'A customer is held or still has to do with us';
    end if;
    perform public.privacy_empty_words(
      who, array(select id from public.complaint_complaint where identity_id = any(who)),
      array(with recursive parties as (
              select unnest(keys) as id
              union
              select m.gone_party_id from parties p join public.customer_merge m on m.kept_party_id = p.id and m.undone_at is null)
            select id from parties));
  elsif rule = 'MAIL' then
    update public.mailbox_message
       set from_name = null, from_address = '–', subject_line = '–', text = '–', files = '{}', raw = null
     where id = any(keys) and about_kind is null and outcome is not null and received_at < before;
    update public.outbound_event set note = '–'
     where note is not null and message_id in (
       select o.id from public.outbound_message o join public.mailbox_message m on o.subject_kind = 'mail' and m.id = o.subject_id
        where m.id = any(keys) and m.about_kind is null and m.outcome is not null and m.received_at < before);
    update public.outbound_message o set recipient = '–', subject_line = '–', body = '–'
      from public.mailbox_message m
     where o.subject_kind = 'mail' and m.id = o.subject_id
       and m.id = any(keys) and m.about_kind is null and m.outcome is not null and m.received_at < before;
  end if;
end $$;
