-- A customer may ask what we keep of him, take it along, and have it erased. Who asked is registered with the day by
-- which the law wants an answer. What is erased is emptied in place: figures, keys and amounts stay. Nothing is erased
-- by one person alone, nor while a legal hold stands.

create table privacy_request (
  id            bigint generated always as identity primary key,
  kind          text not null check (kind in ('DOSSIER', 'ERASURE')),
  party_id      bigint not null references customer_party,
  reason        text not null check (btrim(reason) <> '' and length(reason) <= 4000),
  verified      text not null check (verified in ('ANSWERED', 'CALLED_BACK', 'SHOWED_ID', 'KNOWN_SENDER')),
  received_on   date not null,
  due_on        date not null check (due_on > received_on),
  registered_by bigint not null references identity_staff,
  registered_at timestamptz not null,
  state         text not null default 'OPEN' check (state in ('OPEN', 'PREPARED', 'ANSWERED', 'ERASED', 'REFUSED')),
  prepared_by   bigint references identity_staff,
  prepared_at   timestamptz,
  ended_by      bigint references identity_staff,
  ended_at      timestamptz,
  answer        text check (length(answer) <= 4000),
  identities    bigint[] not null default '{}',
  parties       bigint[] not null default '{}',
  version       integer not null default 0,
  check ((ended_at is null) = (state in ('OPEN', 'PREPARED'))),
  check ((ended_at is null) = (ended_by is null)),
  check (state not in ('PREPARED', 'ERASED') or kind = 'ERASURE' and prepared_by is not null and cardinality(identities) > 0),
  constraint erased_by_two check (state <> 'ERASED' or ended_by <> prepared_by)
);
comment on column privacy_request.verified is 'How we made sure that it is the customer who asks.';
comment on column privacy_request.identities is 'Whose values an erasure empties: as they were when it was prepared.';
create unique index privacy_request_one_open on privacy_request (party_id, kind) where ended_at is null;
create index privacy_request_list on privacy_request (due_on) where ended_at is null;

-- Who was erased is not taken in again.
create table customer_erased (
  identity_id bigint primary key references customer_identity,
  erased_at   timestamptz not null
);

create table privacy_hold (
  id             bigint generated always as identity primary key,
  party_id       bigint not null references customer_party,
  complaint_id   bigint references complaint_complaint,
  reason         text not null check (btrim(reason) <> '' and length(reason) <= 4000),
  placed_by      bigint not null references identity_staff,
  placed_at      timestamptz not null,
  lifted_by      bigint references identity_staff,
  lifted_at      timestamptz,
  lifted_because text check (length(lifted_because) <= 4000),
  check ((lifted_at is null) = (lifted_by is null)),
  check ((lifted_at is null) = (lifted_because is null))
);
comment on table privacy_hold is 'A legal hold: nothing of the customer, or of the complaint, may be erased while it stands.';
create index privacy_hold_stands on privacy_hold (party_id) where lifted_at is null;

-- Which lines of which files were about a customer.
create view privacy_staged_line as
select d.company_id, d.entity, s.delivery_id, s.line_no, s.source_key as customer_key
  from merger_staged_customer s join merger_delivery d on d.id = s.delivery_id
union all
select d.company_id, d.entity, s.delivery_id, s.line_no, s.customer_key as customer_key
  from merger_staged_contract s join merger_delivery d on d.id = s.delivery_id
union all
select d.company_id, d.entity, s.delivery_id, s.line_no, s.customer_key as customer_key
  from merger_staged_role s join merger_delivery d on d.id = s.delivery_id
union all
select d.company_id, d.entity, s.delivery_id, s.line_no, s.customer_key as customer_key
  from merger_staged_invoice s join merger_delivery d on d.id = s.delivery_id
union all
select d.company_id, d.entity, s.delivery_id, s.line_no, s.customer_key as customer_key
  from merger_staged_arrangement s join merger_delivery d on d.id = s.delivery_id
union all
select d.company_id, d.entity, s.delivery_id, s.line_no, s.customer_key as customer_key
  from merger_staged_mandate s join merger_delivery d on d.id = s.delivery_id
union all
select d.company_id, d.entity, s.delivery_id, s.line_no, s.customer_key as customer_key
  from merger_staged_contact s join merger_delivery d on d.id = s.delivery_id
union all
select d.company_id, d.entity, s.delivery_id, s.line_no, s.customer_key as customer_key
  from merger_staged_document s join merger_delivery d on d.id = s.delivery_id
union all
select d.company_id, d.entity, s.delivery_id, s.line_no, s.customer_key as customer_key
  from merger_staged_promise s join merger_delivery d on d.id = s.delivery_id
union all
select d.company_id, d.entity, s.delivery_id, s.line_no, s.customer_key as customer_key
  from merger_staged_complaint s join merger_delivery d on d.id = s.delivery_id;

-- Words of a customer stand in tables to which the application may only add. It may have them emptied for an erasure
-- that two people decided, and for nothing else.
create function privacy_empty_sealed(erasure bigint) returns void language plpgsql security definer
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
  update matching_verdict set reason = '–' where reason is not null and (left_id = any(who) or right_id = any(who));
end $$;
revoke all on function privacy_empty_sealed(bigint) from public;

insert into identity_permission (role_code, action)
select role, action
  from (values
    ('privacyOfficer', array['privacy.dossier','privacy.erase','privacy.confirm','privacy.hold']),
    ('legal',          array['privacy.confirm','privacy.hold']),
    ('admin',          array['privacy.confirm'])
  ) as grants (role, actions), unnest(actions) action
on conflict do nothing;
