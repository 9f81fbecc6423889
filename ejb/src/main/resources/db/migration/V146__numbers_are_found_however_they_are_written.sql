-- A customer reads his number aloud as it comes: in small letters, with blanks or dashes, without the letters in front.
-- And what he has at hand is often another number: of his contract, his invoice, his complaint, his bank account.

create function customer_number_plain(typed text) returns text language sql immutable parallel safe as $$
  select upper(regexp_replace(typed, '[^A-Za-z0-9]', '', 'g'))
$$;
comment on function customer_number_plain is 'Letters and figures of a number, in capitals.';

create function customer_number_core(typed text) returns text language sql immutable parallel safe as $$
  select coalesce(nullif(ltrim(public.customer_number_plain(typed), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), ''),
                  nullif(public.customer_number_plain(typed), ''))
$$;
comment on function customer_number_core is 'A number without the letters in front; the letters if there is nothing else.';

create function customer_number_fits(kept text, typed text) returns boolean language sql immutable parallel safe as $$
  select public.customer_number_core(kept) = public.customer_number_core(typed)
     and (public.customer_number_plain(typed) ~ '^[0-9]'
          or public.customer_number_plain(kept) = public.customer_number_plain(typed))
$$;
comment on function customer_number_fits is 'Whether a number is the one typed: whoever leaves the letters in front away means any.';

create index customer_identity_number on customer_identity (public.customer_number_core(source_key));
create index customer_identity_iban on customer_identity (public.customer_number_plain(iban)) where iban is not null;
create index customer_party_by_hand_iban on customer_party (public.customer_number_plain(iban)) where set_by_hand;
create index contract_contract_number on contract_contract (public.customer_number_core(source_key));
create index contract_invoice_number on contract_invoice (public.customer_number_core(source_key));
create index contract_mandate_iban on contract_mandate (public.customer_number_plain(iban)) where iban is not null;

-- Tables of a rehearsal that are there already; new ones are made with all indexes of the live ones.
do $$
begin
  if to_regclass('rehearsal.contract_contract') is not null then
    create index on rehearsal.customer_party (public.customer_number_plain(iban)) where set_by_hand;
    create index on rehearsal.contract_contract (public.customer_number_core(source_key));
    create index on rehearsal.contract_invoice (public.customer_number_core(source_key));
    create index on rehearsal.contract_mandate (public.customer_number_plain(iban)) where iban is not null;
  end if;
end $$;

-- As it was, for our own number however it is written.
create or replace function customer_parties_by_number(wanted text) returns setof bigint language sql stable as $$
  with recursive asked as (
    select id, founder_id from customer_party
     where number in (public.customer_number_plain(wanted), 'K' || public.customer_number_plain(wanted))
  ), counting as (
    select l.party_id, l.party_id = asked.id as own
      from asked join customer_party_link l on l.party_id = asked.id or l.identity_id = asked.founder_id
     where l.ended_at is null and (l.cutover_id is null or l.cutover_id in (select id from customer_cutover_live))
  ), way as (
    select id from asked where not exists (select from counting)
    union
    select m.kept_party_id from way join customer_merge m on m.gone_party_id = way.id and m.undone_at is null
  )
  (select party_id from counting order by own desc limit 1)
  union all
  select id from way
$$;

-- Whose a number of something else is. Functions and no views: a rehearsal has tables of its own, which they then read.
create function customer_identities_by_reference(wanted text) returns table (found_by text, identity_id bigint)
language sql stable as $$
  select 'CONTRACT', f.identity_id from contract_contract f
   where public.customer_number_core(f.source_key) = public.customer_number_core(wanted)
     and public.customer_number_fits(f.source_key, wanted)
     and (f.cutover_id is null or f.cutover_id in (select id from customer_cutover_live))
     and (f.superseded_by is null or f.superseded_by not in (select id from customer_cutover_live))
  union all
  select 'INVOICE', f.identity_id from contract_invoice f
   where public.customer_number_core(f.source_key) = public.customer_number_core(wanted)
     and public.customer_number_fits(f.source_key, wanted)
     and (f.cutover_id is null or f.cutover_id in (select id from customer_cutover_live))
     and (f.superseded_by is null or f.superseded_by not in (select id from customer_cutover_live))
  union all
  select 'COMPLAINT', c.identity_id from complaint_complaint c
   where c.number = regexp_replace(public.customer_number_plain(wanted), '^K?([0-9]{4})([0-9]{6,})$', 'K\1-\2')
  union all
  select 'SIGNAL', l.identity_id from signal_signal s join signal_linked l on l.signal_id = s.id
   where s.number = regexp_replace(public.customer_number_plain(wanted), '^S?([0-9]{4})([0-9]{6,})$', 'S\1-\2')
$$;

create function customer_identities_by_iban(wanted text) returns setof bigint language sql stable as $$
  select i.id from customer_identity i
   where i.iban is not null and public.customer_number_plain(i.iban) = public.customer_number_plain(wanted)
  union all
  select f.identity_id from contract_mandate f
   where f.iban is not null and public.customer_number_plain(f.iban) = public.customer_number_plain(wanted)
     and (f.cutover_id is null or f.cutover_id in (select id from customer_cutover_live))
     and (f.superseded_by is null or f.superseded_by not in (select id from customer_cutover_live))
$$;
