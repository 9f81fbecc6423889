-- That a list of payments was taken out was written for each customer before it was written with the list (V217). A list of
-- which no payment is decided yet looked as if it had never been out: taken out again, it would be paid twice. The log says
-- who took it out and when: one taking out has an entry for each payment, at almost the same moment. Where V217 guessed that
-- it was whoever made the list, when it was made, the log takes the place of the guess.
with noted as (
  select o.id as payout_id, e.staff_id, e.at, e.id,
         coalesce(e.at - lag(e.at) over w > interval '10 seconds' or e.staff_id <> lag(e.staff_id) over w, true) as apart
    from audit_event e join complaint_payout o on e.purpose = cast(o.id as text)
   where e.action = 'payoutExported' and e.subject_kind = 'complaint' and e.staff_id is not null
  window w as (partition by o.id order by e.at, e.id)
), numbered as (
  select payout_id, staff_id, at, count(*) filter (where apart) over (partition by payout_id order by at, id) as no from noted
), taken as (
  select payout_id, staff_id, min(at) as at, count(*) as payments from numbered group by payout_id, no, staff_id
), guessed as (
  select u.id from complaint_payout_out u
    join complaint_payout o on o.id = u.payout_id and u.staff_id = o.made_by and u.at = o.made_at
   where u.payout_id in (select payout_id from taken)
), corrected as (
  delete from complaint_payout_out where id in (select id from guessed)
)
insert into complaint_payout_out (payout_id, payments, staff_id, at)
select t.payout_id, t.payments, t.staff_id, t.at from taken t
 where not exists (select from complaint_payout_out u
                    where u.payout_id = t.payout_id and u.staff_id = t.staff_id and u.id not in (select id from guessed)
                      and u.at between t.at - interval '10 seconds' and t.at + interval '10 seconds')
 order by t.at, t.payout_id;
