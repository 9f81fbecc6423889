-- A bill that names no contract was handed over with each account of its customer, and collected as often. One account has it.

alter table billing_invoice_owner add column merger_id bigint references merger_merger;
update billing_invoice_owner o set merger_id = m.merger_id from wave_member m where m.id = o.member_id;
alter table billing_invoice_owner alter column merger_id set not null;

delete from billing_invoice_owner o
 using billing_invoice_owner k
 where k.merger_id = o.merger_id and k.identity_id = o.identity_id and k.invoice_key = o.invoice_key and k.member_id < o.member_id;

drop index billing_invoice_owner_identity;
create unique index billing_invoice_owner_once on billing_invoice_owner (identity_id, invoice_key, merger_id);
