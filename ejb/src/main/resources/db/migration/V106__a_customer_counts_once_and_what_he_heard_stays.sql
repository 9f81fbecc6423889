-- Who complained at both companies was counted, listed and mailed once for each of them. He is one customer: the party
-- that his identities belong to now. Who is of no party counts by himself, and a complaint of somebody we do not know
-- as one.
create or replace view signal_linked as
  select x.id, x.signal_id, x.identity_id, x.complaint_id, x.contact_id, x.linked_by, x.linked_at, x.tell_by, x.told_at,
         x.told_by, x.told_how, x.told_words, l.party_id,
         coalesce('P' || l.party_id, 'I' || x.identity_id, 'C' || x.complaint_id) as who
    from signal_customer x
    left join customer_party_link l on l.identity_id = x.identity_id and l.ended_at is null
      and (l.cutover_id is null or l.cutover_id in (select id from customer_cutover_live))
   where x.unlinked_at is null;

-- When it turned out that a customer had not heard it after all, the words that he was said to have heard were gone.
-- Whatever he was told stays, and so does that it was not so. Of a row only the words can change, and only to a dash: an
-- erasure empties them.
create table signal_told (
  id       bigint generated always as identity primary key,
  link_id  bigint not null references signal_customer,
  kind     text not null check (kind in ('PASSED_ON', 'DONE', 'NOT_AFTER_ALL')),
  at       timestamptz not null,
  staff_id bigint references identity_staff,
  how      text,
  words    text not null check (length(words) <= 20000),
  check ((kind = 'NOT_AFTER_ALL') = (how is null))
);
comment on table signal_told is 'What customers heard of a signal, and what they did not hear after all; only added to.';
comment on column signal_told.kind is 'PASSED_ON: that we pass it on. DONE: what was done with it. NOT_AFTER_ALL: the words say why.';
create index signal_told_of on signal_told (link_id, id);

insert into signal_told (link_id, kind, at, staff_id, how, words)
select id, 'PASSED_ON', passed_on_at, passed_on_by, passed_on_how, passed_on_words
  from signal_customer where passed_on_at is not null
 order by passed_on_at, id;
insert into signal_told (link_id, kind, at, staff_id, how, words)
select x.id, case when g.ended_at <= x.told_at then 'DONE' else 'PASSED_ON' end, x.told_at, x.told_by, x.told_how, x.told_words
  from signal_customer x join signal_signal g on g.id = x.signal_id
 where x.told_at is not null
 order by x.told_at, x.id;

create function signal_told_stays() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.words <> '–' then
    raise exception 'What a customer heard stays as it was said';
  end if;
  return new;
end $$;
create trigger signal_told_stays before update on signal_told for each row execute function signal_told_stays();

-- A mail that we pass something on is none that tells what was done.
update outbound_message m set purpose = 'SIGNAL_PASSED_ON'
  from signal_signal g
 where m.purpose = 'SIGNAL_FEEDBACK' and m.subject_kind = 'signal' and g.id = m.subject_id
   and (g.ended_at is null or m.written_at < g.ended_at);
