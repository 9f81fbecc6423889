-- A legal hold fell off when the customer was split, the way to sealed words trusted whatever table bore the right name, and
-- what was rejected at intake was of nobody. A hold follows the people it was placed on and the complaint it is about.

-- Whom a standing hold is on: whoever belonged to the customer at any moment since it was placed, and whose complaint it is
-- about, wherever they are by now.
create view privacy_held_identity as
select h.id as hold_id, h.placed_at, l.identity_id
  from privacy_hold h
  join customer_party_link l on l.party_id = h.party_id and (l.ended_at is null or l.ended_at >= h.placed_at)
 where h.lifted_at is null
union
select h.id, h.placed_at, k.identity_id
  from privacy_hold h join complaint_complaint k on k.id = h.complaint_id
 where h.lifted_at is null and k.identity_id is not null;

-- A request is answered with a dossier that was made.
alter table privacy_request
  add column dossier_at timestamptz,
  add column dossier_by bigint references identity_staff;

-- Whose record was rejected, as far as it could be read; empty for one that was rejected before.
alter table merger_reject add column customer_key text;
comment on column merger_reject.customer_key is 'Key of the customer at his company; empty if nobody can tell.';
create index merger_reject_customer on merger_reject (customer_key) where customer_key is not null;

-- For which erasures sealed words were emptied: once each.
create table privacy_emptied (
  request_id bigint primary key references privacy_request
);

-- Every name says in which schema it is: a temporary table of the same name is never meant.
create or replace function privacy_empty_sealed(erasure bigint) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  who bigint[];
  his bigint[];
  promises bigint[];
begin
  select identities into who from public.privacy_request
   where id = erasure and kind = 'ERASURE' and state = 'ERASED' and ended_by <> prepared_by;
  if who is null then
    raise exception 'Request % is no erasure that two people decided', erasure;
  end if;
  if exists (select from public.privacy_held_identity where identity_id = any(who)) then
    raise exception 'A legal hold stands against erasure %', erasure;
  end if;
  if exists (select from public.complaint_complaint where identity_id = any(who) and stage not in ('CLOSED', 'WITHDRAWN')) then
    raise exception 'A complaint is open against erasure %', erasure;
  end if;
  insert into public.privacy_emptied (request_id) values (erasure);
  his := array(select id from public.complaint_complaint where identity_id = any(who));
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
   where note is not null and message_id in (
     select id from public.outbound_message
      where identity_id = any(who) or subject_kind = 'complaint' and subject_id = any(his));
  update public.attachment_content set bytes = ''
   where file_id in (select id from public.attachment_file where subject_kind = 'complaint' and subject_id = any(his));
  update public.outbound_message set recipient = '–', subject_line = '–', body = '–'
   where identity_id = any(who) or subject_kind = 'complaint' and subject_id = any(his);
  update public.mailbox_message
     set from_name = null, from_address = '–', subject_line = '–', text = '–', files = '{}', raw = null
   where about_kind = 'complaint' and about_id = any(his)
      or about_kind = 'customer' and about_id in (select unnest(parties) from public.privacy_request where id = erasure);
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

-- By which role somebody might grant, when he did: roles and mandates change. Before this nobody noted it.
alter table complaint_leniency add column role_code text references identity_role;
comment on column complaint_leniency.role_code is 'Of who decided, then: the role with the highest mandate; empty if that is not known, or none had one.';
