-- Data of a person may not be kept for longer than they are needed (AVG article 5(1)(e)), and some must be kept for a time.
-- How long is a rule per kind of data, with where it comes from. A rule does nothing until two people switched it on; what
-- it empties is counted in a log that is only added to.
create table privacy_retention_rule (
  code          text primary key check (code in ('CONTACT', 'COMPLAINT', 'CUSTOMER', 'STAGED', 'MAIL')),
  months        integer not null check (months between 1 and 600),
  from_year_end boolean not null,
  basis_nl      text not null check (btrim(basis_nl) <> ''),
  basis_en      text not null check (btrim(basis_en) <> ''),
  is_on         boolean not null default false,
  prepared_by   bigint references identity_staff,
  decided_by    bigint references identity_staff,
  decided_at    timestamptz,
  wanted_months integer check (wanted_months between 1 and 600),
  wanted_by     bigint references identity_staff,
  wanted_at     timestamptz,
  version       integer not null default 0,
  check (num_nulls(wanted_months, wanted_by, wanted_at) in (0, 3)),
  constraint switched_on_by_two
    check (not is_on or prepared_by is not null and decided_by is not null and decided_at is not null and decided_by <> prepared_by)
);
comment on column privacy_retention_rule.from_year_end is 'Counted from the end of the calendar year, as the tax law does.';
comment on column privacy_retention_rule.wanted_months is 'Asked for by one person; a second one confirms it, and the rule is on.';
insert into privacy_retention_rule (code, months, from_year_end, basis_nl, basis_en) values
  ('CONTACT', 24, false,
   'AVG art. 5 lid 1 onder e: niet langer dan nodig. De wet noemt geen termijn; twee jaar is een voorstel.',
   'GDPR art. 5(1)(e): no longer than needed. The law names no period; two years is a proposal.'),
  ('COMPLAINT', 60, false,
   'BW art. 3:310 lid 1: een vordering tot schadevergoeding verjaart na vijf jaar; daarna AVG art. 5 lid 1 onder e.',
   'Dutch Civil Code art. 3:310(1): a claim for damages lapses after five years; after that GDPR art. 5(1)(e).'),
  ('CUSTOMER', 84, true,
   'AWR art. 52 lid 4: de administratie zeven jaar bewaren, vanaf het einde van het boekjaar; daarna AVG art. 5 lid 1 onder e.',
   'Dutch General Tax Act (AWR) art. 52(4): keep the administration for seven years, from the end of the financial year; after that GDPR art. 5(1)(e).'),
  ('STAGED', 6, false,
   'AVG art. 5 lid 1 onder c en e: na de overgang zijn de aangeleverde regels niet meer nodig. Zes maanden is een voorstel.',
   'GDPR art. 5(1)(c) and (e): after the cut-over the delivered lines are no longer needed. Six months is a proposal.'),
  ('MAIL', 12, false,
   'AVG art. 5 lid 1 onder e: mail die bij geen klant of klacht hoort. De wet noemt geen termijn; een jaar is een voorstel.',
   'GDPR art. 5(1)(e): mail that belongs to no customer or complaint. The law names no period; one year is a proposal.');

create table privacy_retention_log (
  id       bigint generated always as identity primary key,
  code     text not null references privacy_retention_rule,
  at       timestamptz not null,
  months   integer not null,
  before   date not null,
  subjects bigint not null check (subjects > 0),
  rows     bigint not null
);
comment on table privacy_retention_log is 'What a rule emptied, a line per slice: counts only.';
comment on column privacy_retention_log.subjects is 'Contacts, complaints, customers, deliveries or mails, by the rule.';
create index privacy_retention_log_of on privacy_retention_log (code, id desc);

-- Staging is large: what was emptied is not looked through each night.
alter table merger_delivery add column values_emptied_at timestamptz;
comment on column merger_delivery.values_emptied_at is 'When what it held of people was emptied in staging.';

-- The sealed words of customers, for the two functions below that look whether they may go; nobody else may call it.
create function privacy_empty_words(who bigint[], his bigint[], whose_parties bigint[]) returns void language plpgsql
  set search_path = pg_catalog, pg_temp as $$
declare
  promises bigint[];
begin
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
revoke all on function privacy_empty_words(bigint[], bigint[], bigint[]) from public;

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
  insert into public.privacy_emptied (request_id) values (erasure);
  perform public.privacy_empty_words(
    asked.identities, array(select id from public.complaint_complaint where identity_id = any(asked.identities)), asked.parties);
end $$;

-- Empties sealed words by a rule that two people switched on, of what is old enough by the clock of the database too, and
-- of nobody on whom a legal hold stands. Of customers the keys are those of parties.
create function privacy_retain_sealed(rule text, keys bigint[]) returns void language plpgsql security definer
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
  end if;
end $$;
revoke all on function privacy_retain_sealed(text, bigint[]) from public;

insert into identity_permission (role_code, action)
select role, 'privacy.retention' from unnest(array['privacyOfficer', 'legal', 'admin']) role
on conflict do nothing;
