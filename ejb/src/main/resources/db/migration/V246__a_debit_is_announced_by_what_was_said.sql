-- The 14 days before a first debit were counted from a notice that said nothing of it, or that named another creditor than
-- the one who debits. What was said is kept with the day, and another creditor or account number begins it anew.

alter table billing_prenotification add column sheet_id bigint references billing_sheet;
comment on column billing_prenotification.sheet_id is
  'What the customer heard to change for the money; empty where that is not known, which counts for nothing.';

-- Days from a notice: of the last creditor and account number that it named, the first day.
with named as (
  select a.member_id, a.sheet_id, cast(n.sent_at at time zone 'Europe/Amsterdam' as date) as day,
         (select string_agg(concat_ws(' ', g.subject, coalesce(g.new_value, g.old_value)), ' ' order by g.subject)
            from billing_change g where g.sheet_id = a.sheet_id and g.subject in ('CREDITOR_ID', 'IBAN')) as says
    from notice_account a join notice_notice n on n.id = a.notice_id
   where n.sent_at is not null
     and exists (select from billing_change g
                  where g.sheet_id = a.sheet_id and g.subject in ('CREDITOR_ID', 'IBAN') and not g.stays)
), last as (
  select distinct on (member_id) member_id, sheet_id, says from named order by member_id, sheet_id desc
)
update billing_prenotification p set sheet_id = l.sheet_id, told_on = x.day
  from last l join lateral (select min(n.day) as day from named n where n.member_id = l.member_id and n.says = l.says) x on true
 where l.member_id = p.member_id;

-- Days that were noted by hand: by the sheet that was confirmed by then.
update billing_prenotification p set sheet_id = (
  select s.id from billing_sheet s
   where s.merger_id = m.merger_id and lower(s.label) = lower(coalesce(btrim(m.label), ''))
     and cast(s.confirmed_at at time zone 'Europe/Amsterdam' as date) <= p.told_on order by s.no desc limit 1)
  from wave_member m
 where m.id = p.member_id and p.sheet_id is null
   and not exists (select from notice_account a join notice_notice n on n.id = a.notice_id
                    where a.member_id = p.member_id and cast(n.sent_at at time zone 'Europe/Amsterdam' as date) = p.told_on);
