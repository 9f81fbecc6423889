-- Notices from before sheets were kept with them were written from what a label said. Where the label says what the newest
-- confirmed sheet says, and all of it stands in the notice, the customer read it: he needs no correction. Of all others nobody
-- can tell, and they hear it again.
update notice_account a set sheet_id = s.id
  from notice_notice n, wave_member m, billing_sheet s, merger_label l
 where n.id = a.notice_id and m.id = a.member_id and a.sheet_id is null
   and s.merger_id = m.merger_id and lower(s.label) = lower(coalesce(btrim(m.label), '')) and s.confirmed_at is not null
   and not exists (select from billing_sheet o where o.merger_id = s.merger_id and lower(o.label) = lower(s.label) and o.no > s.no)
   and l.merger_id = s.merger_id and lower(btrim(l.name)) = lower(s.label)
   and not exists (
     select from (values ('CREDITOR_ID', l.new_creditor_id), ('IBAN', l.new_iban), ('BRAND', l.new_brand), ('TERMS', l.terms_change),
                         ('PRICE', l.price_change), ('BILLING_DAY', l.billing_day_change)) v (subject, value)
       left join billing_change c on c.sheet_id = s.id and c.subject = v.subject
      where coalesce(btrim(v.value), '') <> coalesce(btrim(c.new_value), '')
         or coalesce(btrim(c.new_value), '') <> '' and (c.subject <> 'CREDITOR_ID' or m.by_debit)
            and position(btrim(c.new_value) in n.body) = 0)
   and l.new_numbers = exists (select from billing_change c where c.sheet_id = s.id and c.subject = 'CUSTOMER_NUMBER' and not c.stays)
   and exists (select from billing_change c
                where c.sheet_id = s.id and c.subject <> 'CUSTOMER_NUMBER' and (c.subject <> 'CREDITOR_ID' or m.by_debit)
                  and coalesce(btrim(c.new_value), '') <> '');
