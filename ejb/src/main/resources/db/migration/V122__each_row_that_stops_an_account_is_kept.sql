-- One row was kept of each guard, and what a person accepted of it also covered a second invoice or complaint that came
-- later. Each row that shows why an account is stopped is kept, and accepted by itself.
drop index wave_guard_result_member;
drop index wave_guard_result_wave;
create unique index wave_guard_result_member on wave_guard_result (member_id, code, evidence_kind, evidence_key)
  where cleared_at is null and member_id is not null;
create unique index wave_guard_result_wave on wave_guard_result (wave_id, code, evidence_kind, evidence_key)
  where cleared_at is null and member_id is null;
