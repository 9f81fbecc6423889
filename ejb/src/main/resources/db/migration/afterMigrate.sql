-- Runs after every migration, so at every start: everything here may be done again.

-- ---------------------------------------------------------------- audit: partitions per year, made ahead
do $$
declare
  y integer := extract(year from current_date);
  part text;
begin
  for y in y .. y + 2 loop
    part := 'audit_event_' || y;
    if to_regclass('public.' || part) is null
       and not exists (select from public.audit_event_rest
                        where at >= make_timestamptz(y, 1, 1, 0, 0, 0, 'Europe/Amsterdam')
                          and at < make_timestamptz(y + 1, 1, 1, 0, 0, 0, 'Europe/Amsterdam')) then
      execute format('create table public.%I partition of public.audit_event for values from (%L) to (%L)', part,
        make_timestamptz(y, 1, 1, 0, 0, 0, 'Europe/Amsterdam'),
        make_timestamptz(y + 1, 1, 1, 0, 0, 0, 'Europe/Amsterdam'));
    end if;
  end loop;
end $$;

-- ---------------------------------------------------------------- rehearsal: shadows of what a transfer writes
-- A shadow is made again only when its columns differ from the live table's: a rehearsal may be under way. If one
-- is, and loses a table, it is marked as dropped. Shadows of partitioned tables are plain tables.
create schema if not exists rehearsal;
do $$
declare
  shadowed text;
  live text;
  shadow text;
begin
  foreach shadowed in array array[
    'customer_party', 'customer_party_link',
    'contract_contract', 'contract_role', 'contract_invoice', 'contract_arrangement', 'contract_mandate',
    'contact_contact', 'contact_promise', 'contact_document', 'transfer_held_complaint', 'transfer_ledger']
  loop
    select string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attgenerated), ',' order by attname)
      into live from pg_attribute
     where attrelid = to_regclass('public.' || shadowed) and attnum > 0 and not attisdropped;
    select string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attgenerated), ',' order by attname)
      into shadow from pg_attribute
     where attrelid = to_regclass('rehearsal.' || shadowed) and attnum > 0 and not attisdropped;
    if live is distinct from shadow then
      if shadow is not null then
        execute format('drop table rehearsal.%I', shadowed);
      end if;
      execute format('create table rehearsal.%I (like public.%I including all)', shadowed, shadowed);
      update public.transfer_cutover set state = 'DROPPED' where rehearsal and state in ('RUNNING', 'LIVE');
      update public.transfer_rehearsal set dropped_at = now() where dropped_at is null;
    end if;
  end loop;
end $$;

-- ---------------------------------------------------------------- rights of the running application
-- It reads and writes rows and cannot change tables. What must stay as it was written, it can only add to.
do $$
declare
  app constant text := '${appRole}';
  written_once text;
  explaining text;
  kept text;
begin
  if not exists (select from pg_roles where rolname = app) then
    raise notice 'Role % does not exist: no rights given', app;
    return;
  end if;
  execute format('grant usage on schema public, rehearsal to %I', app);
  execute format('grant select, insert, update, delete on all tables in schema public to %I', app);
  execute format('grant select, insert, update, delete, truncate on all tables in schema rehearsal to %I', app);
  execute format('grant usage, select on all sequences in schema public to %I', app);
  for written_once in
    select oid::regclass::text from pg_class
     where oid in ('public.audit_event'::regclass, 'public.transfer_ledger'::regclass, 'public.transfer_scope'::regclass, 'public.transfer_rest'::regclass, 'public.wave_residual_account'::regclass,
                   'public.merger_control_total_change'::regclass, 'public.transfer_explanation'::regclass,
                   'public.matching_verdict'::regclass, 'public.sla_event'::regclass, 'public.sla_change'::regclass,
                   'public.sla_told'::regclass, 'public.work_move_item'::regclass, 'public.contact_promise_event'::regclass,
                   'public.contact_question'::regclass, 'public.complaint_event'::regclass, 'public.complaint_payout_out'::regclass,
                   'public.attachment_content'::regclass,
                   'public.outbound_text_version'::regclass, 'public.complaint_regime_version'::regclass,
                   'public.outbound_event'::regclass, 'public.signal_event'::regclass,
                   'public.programme_item_event'::regclass, 'public.programme_briefing'::regclass,
                   'public.programme_scenario_read'::regclass, 'public.programme_signature'::regclass,
                   'public.programme_measure'::regclass,
                   'public.crisis_scenario_version'::regclass, 'public.crisis_chosen'::regclass, 'public.crisis_report'::regclass,
                   'public.crisis_log'::regclass, 'public.crisis_briefing'::regclass,
                   'public.knowledge_item_version'::regclass, 'public.knowledge_event'::regclass,
                   'public.threat_event'::regclass, 'public.threat_figure'::regclass,
                   'public.wave_event'::regclass, 'public.wave_decision'::regclass, 'public.wave_planning'::regclass,
                   'public.billing_change'::regclass, 'public.billing_handover_file'::regclass, 'public.billing_handover_out'::regclass, 'public.billing_verification'::regclass,
                   'public.notice_text'::regclass, 'public.notice_verdict'::regclass, 'public.notice_approval'::regclass,
                   'public.notice_account'::regclass, 'public.notice_event'::regclass,
                   'public.objection_event'::regclass, 'public.objection_end'::regclass,
                   'public.ending_look'::regclass, 'public.ending_word'::regclass, 'public.ending_signature'::regclass,
                   'public.ending_archive_check'::regclass, 'public.ending_archive_access'::regclass,
                   'public.crisis_affected_by'::regclass, 'public.crisis_release'::regclass,
                   'public.ending_purge_file'::regclass)
    union all
    select inhrelid::regclass::text from pg_inherits
     where inhparent in ('public.audit_event'::regclass, 'public.transfer_ledger'::regclass)
  loop
    execute format('revoke update, delete on %s from %I', written_once, app);
  end loop;
  -- Of a statement only what people add may be written: why a figure differs, and the signature.
  execute format('revoke update on public.transfer_reconciliation, public.transfer_reconciliation_line from %I', app);
  execute format('grant update (signed_by, signed_at, signed_without_books) on public.transfer_reconciliation to %I', app);
  select string_agg(quote_ident(attname), ', ') into explaining from pg_attribute
   where attrelid = 'public.transfer_reconciliation_line'::regclass and attname ~ '^expla' and not attisdropped;
  execute format('grant update (%s) on public.transfer_reconciliation_line to %I', explaining, app);
  -- What we wrote to a customer, and what he wrote to us, stays as it was; how far it is changes.
  execute format('revoke update on public.outbound_message, public.mailbox_message from %I', app);
  execute format('grant update (state, reason, try_at, attempts, lease_until, sent_at, followed_at, follow_try_at, version, identity_id)'
    ' on public.outbound_message to %I', app);
  execute format('grant update (outcome, about_kind, about_id, about_name, handled_by, handled_at, note, version)'
    ' on public.mailbox_message to %I', app);
  -- What a customer heard of a signal stays as it was; an erasure empties the words.
  execute format('revoke update on public.signal_told from %I', app);
  execute format('grant update (words) on public.signal_told to %I', app);
  -- What was seen and how it was judged stays as it was; an erasure empties the words.
  execute format('revoke update on public.threat_judgement from %I', app);
  execute format('grant update (reason) on public.threat_judgement to %I', app);
  -- Alarms and what was said of them stay as they were; settings are changed, and counts are counted anew.
  execute format('revoke update, delete on public.alarm_alarm, public.alarm_figure, public.alarm_answer from %I', app);
  execute format('revoke delete on public.alarm_setting, public.alarm_usual, public.alarm_look from %I', app);
  -- Who shared out work, to whom and why stays as it was; it can be taken back.
  execute format('revoke update, delete on public.work_move from %I', app);
  execute format('grant update (undone_at) on public.work_move to %I', app);
  -- What happened to an account in its waves stays; the words with it go with the customer.
  execute format('grant update (reason) on public.wave_event to %I', app);
  -- What was done with an objection stays; an erasure empties the words.
  execute format('grant update (words) on public.objection_event to %I', app);
  -- What was handed over to billing stays as it was; the words of a line go with the customer.
  execute format('revoke update on public.billing_handover, public.billing_handover_line from %I', app);
  execute format('grant update (undone_at) on public.billing_handover to %I', app);
  execute format('grant update (line) on public.billing_handover_line to %I', app);
  execute format('revoke update on public.billing_debit, public.billing_late_item from %I', app);
  execute format('grant update (words) on public.billing_late_item to %I', app);
  execute format('grant update (iban) on public.billing_debit to %I', app);
  -- What was done with late news stays; the words with it go with the customer.
  execute format('revoke update on public.wave_late_record from %I', app);
  execute format('grant update (words) on public.wave_late_record to %I', app);
  -- What a side was asked, and which day nobody collected, stays; what came of it is added.
  execute format('revoke update on public.billing_asked, public.billing_uncollected from %I', app);
  execute format('grant update (answer, reason, answered_at) on public.billing_asked to %I', app);
  execute format('grant update (wave_id, amount, left_at, answer_by, handover_id, state, reason, decided_by, decided_at, version)'
    ' on public.billing_uncollected to %I', app);
  -- What was said to change for a label stays as it was; it is confirmed, or followed by a newer sheet.
  execute format('revoke update on public.billing_sheet from %I', app);
  execute format('grant update (confirmed_by, confirmed_at) on public.billing_sheet to %I', app);
  -- So does by which way a customer was told, and to which address.
  execute format('grant update (address, note) on public.notice_event to %I', app);
  -- A version of a reply time stays as it was; it is replaced.
  execute format('revoke update on public.sla_policy from %I', app);
  execute format('grant update (replaced_at) on public.sla_policy to %I', app);
  -- Sealed words may be emptied for an erasure that two people decided; the function looks whether it is one.
  execute format('grant execute on function public.privacy_empty_sealed(bigint) to %I', app);
  execute format('grant execute on function public.privacy_retain_sealed(text, bigint[]) to %I', app);
  execute format('revoke insert, update, delete on public.privacy_emptied from %I', app);
  execute format('revoke update on public.privacy_retention_log from %I', app);
  -- That a question was asked, and in which words, stays; who asked is told once.
  execute format('revoke update on public.knowledge_occasion from %I', app);
  execute format('grant update (told_at) on public.knowledge_occasion to %I', app);
  -- What was held, since when and why stays; it is let go once.
  execute format('revoke update on public.brake_hold from %I', app);
  execute format('grant update (released_by, released_at, release_reason) on public.brake_hold to %I', app);
  -- An archive is asked for, and sealed once.
  execute format('revoke update on public.ending_archive from %I', app);
  execute format('grant update (made_at, manifest, sha256, keep_until) on public.ending_archive to %I', app);
  -- That raw data go is decided once, and counted.
  execute format('revoke update on public.ending_purge, public.ending_purge_part from %I', app);
  execute format('grant update (state, decided_by, decided_at, done_at) on public.ending_purge to %I', app);
  execute format('grant update (gone, kept) on public.ending_purge_part to %I', app);
  -- How long something is kept and why stays the same kind of rule; who decided it is written with it.
  execute format('revoke insert, update on public.privacy_retention_rule from %I', app);
  execute format('grant update (months, is_on, prepared_by, decided_by, decided_at, wanted_months, wanted_by, wanted_at, version)'
    ' on public.privacy_retention_rule to %I', app);
  -- A table of one's own could bear the name of another.
  execute format('revoke temporary on database %I from public, %I', current_database(), app);
  execute format('grant execute on function public.attachment_empty(bigint) to %I', app);
  -- Only what is prepared may be deleted. Who a customer is, what was carried and who decided it stops counting.
  for kept in
    select oid::regclass::text from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and relname ~ '^(attachment|audit|calendar|identity|merger|matching|customer|contract|contact|complaint|signal|outbound|mailbox|transfer|sla|privacy|wave|notice|billing|brake|programme|objection|knowledge|crisis|ending|threat)_'
       and relname !~ '^merger_staged_'
       and relname <> all (array[
         'attachment_file', 'attachment_place', 'calendar_day', 'calendar_window', 'contact_draft', 'crisis_scenario_step', 'crisis_scenario_draft', 'crisis_scenario_question', 'identity_staff_role', 'knowledge_published', 'matching_block', 'threat_duty', 'threat_phone',
         'matching_do_not_link', 'matching_key', 'matching_pair',
         'merger_contact', 'merger_control_total', 'merger_delivery', 'merger_import_chunk', 'merger_label',
         'merger_mapping', 'merger_reject', 'merger_warning'])
  loop
    execute format('revoke delete on %s from %I', kept, app);
  end loop;
  -- Fresh figures about freshly copied rows make the plan of a slice; without this right, autovacuum gives them later.
  if current_setting('server_version_num')::integer >= 170000 then
    execute format('grant maintain on all tables in schema public to %I', app);
    execute format('grant maintain on all tables in schema rehearsal to %I', app);
  end if;
  if to_regclass('public.flyway_schema_history') is not null then
    execute format('revoke insert, update, delete on public.flyway_schema_history from %I', app);
  end if;
end $$;
