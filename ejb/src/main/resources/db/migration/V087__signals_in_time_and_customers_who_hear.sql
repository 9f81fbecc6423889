-- A signal that nobody judged or closed was never late, as only the department had a day; so nobody noticed, and the
-- customers behind it were in no figure. Whatever we do next with a signal has its time now.
alter table sla_policy drop constraint sla_policy_stage_check;
alter table sla_policy add constraint sla_policy_stage_check
  check (stage in ('FIRST_ANSWER', 'ACKNOWLEDGE', 'OUTCOME', 'FEEDBACK', 'AGREEMENT', 'DEPARTMENT', 'STEP'));
insert into sla_policy (channel, stage, kind, amount) values (null, 'STEP', 'WITHIN_WORKING_DAYS', 2);

-- Whoever was told while a signal was open that we pass it on, and was promised to hear what comes of it, hears of it
-- once more when it is over. What he heard first stays.
alter table signal_customer
  add column passed_on_at timestamptz,
  add column passed_on_by bigint references identity_staff,
  add column passed_on_how text,
  add column passed_on_words text check (length(passed_on_words) <= 20000),
  add column unlinked_at timestamptz,
  add column unlinked_by bigint references identity_staff;
comment on column signal_customer.passed_on_at is 'When he was told that we pass it on, before he was to hear what came of it.';
comment on column signal_customer.unlinked_at is 'When somebody saw that it was not his; from then on he hears nothing of it.';
drop index signal_customer_once;
create unique index signal_customer_once on signal_customer (signal_id, identity_id, complaint_id) nulls not distinct
  where unlinked_at is null;

-- Who has to do with a signal: what was linked by mistake no longer counts.
create view signal_linked as
  select id, signal_id, identity_id, complaint_id, contact_id, linked_by, linked_at, tell_by, told_at, told_by, told_how, told_words
    from signal_customer where unlinked_at is null;
