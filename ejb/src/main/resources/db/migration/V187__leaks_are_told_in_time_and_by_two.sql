-- Of a data leak the warning was told in opening hours only, so mostly after its 72 hours; one person could decide that the
-- authority does not hear of one that can do harm; nothing measured whether the customers heard (AVG article 34); and it was
-- kept for ever. A leak can also show when two customers are split again, or by a letter that came back opened.
do $$
declare
  stages text;
  rules text;
begin
  select pg_get_constraintdef(oid) into stages from pg_constraint where conname = 'sla_policy_stage_check';
  execute 'alter table sla_policy drop constraint sla_policy_stage_check';
  execute 'alter table sla_policy add constraint sla_policy_stage_check '
    || regexp_replace(stages, 'ARRAY\[', 'ARRAY[''TELL_LEAK''::text, ');
  select pg_get_constraintdef(oid) into rules from pg_constraint where conname = 'privacy_retention_rule_code_check';
  execute 'alter table privacy_retention_rule drop constraint privacy_retention_rule_code_check';
  execute 'alter table privacy_retention_rule add constraint privacy_retention_rule_code_check '
    || regexp_replace(rules, 'ARRAY\[', 'ARRAY[''LEAK''::text, ');
end $$;
insert into sla_policy (channel, stage, kind, amount, breach_role) values
  (null, 'TELL_LEAK', 'WITHIN_WORKING_DAYS', 1, 'privacyOfficer');
insert into privacy_retention_rule (code, months, from_year_end, basis_nl, basis_en) values
  ('LEAK', 60, false,
   'AVG art. 33 lid 5: datalekken vastleggen; de wet noemt geen termijn. Vijf jaar is een voorstel; daarna AVG art. 5 lid 1 onder e.',
   'GDPR art. 33(5): document data leaks; the law names no period. Five years is a proposal; after that GDPR art. 5(1)(e).');

-- Hours by the clock run at night too: three quarters of them is a moment of the clock.
update sla_clock set warn_at = counted_from + (limit_at - counted_from) * 0.75 where stage = 'LEAK' and ended_at is null;
update sla_rung r set due_at = c.warn_at, try_at = c.warn_at
  from sla_clock c
 where c.id = r.clock_id and c.stage = 'LEAK' and c.state = 'RUNNING' and r.kind = 'WARN' and r.fired_at is null and r.round = c.round;

alter table privacy_incident
  drop constraint privacy_incident_state_check,
  drop constraint privacy_incident_source_kind_check,
  add column origin text not null default 'COMPLAINT' check (origin in ('COMPLAINT', 'UNMERGED', 'LETTER_OPENED', 'OTHER')),
  add column confirmed_by bigint references identity_staff,
  add column confirmed_at timestamptz,
  add column sent_back_words text check (length(sent_back_words) between 1 and 4000),
  add column sent_back_by bigint references identity_staff,
  add column sent_back_at timestamptz,
  add constraint privacy_incident_state_check check (state in ('ASSESS', 'DECIDE', 'CONFIRM', 'INFORM', 'ENDED')),
  add constraint privacy_incident_source_kind_check check (source_kind in ('complaint', 'customer')),
  add constraint privacy_incident_harm_is_kept_from_the_authority_by_two
    check (state not in ('INFORM', 'ENDED') or notified or risk not in ('RISK', 'HIGH')
           or confirmed_by is not null and confirmed_by <> decided_by) not valid;
comment on column privacy_incident.origin is 'By what it showed.';
comment on column privacy_incident.confirmed_by is 'The second person, where it can do harm and the authority is not told.';
comment on column privacy_incident.sent_back_words is 'Why the second person did not agree, the last time.';

insert into identity_permission (role_code, action) values ('legal', 'privacy.incident') on conflict do nothing;
insert into identity_permission (role_code, action)
select role, 'privacy.report'
  from unnest(array['adviser', 'backOfficeHandler', 'complaintCoordinator', 'teamLead', 'dataSteward', 'privacyOfficer', 'legal']) role
on conflict do nothing;
