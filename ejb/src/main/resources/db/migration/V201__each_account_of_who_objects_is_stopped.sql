-- Whoever leaves takes with him each account that is not over, also if one of his others went over before he objected. That one
-- did says only that he hears an apology first.
create or replace view wave_leaver as
  select identity_id, merger_id from objection_objection
   where outcome = 'LEAVE' and stage <> 'WITHDRAWN';
comment on column objection_objection.went_over is 'Whether an account of his had gone over when it reached us: he hears an apology first.';
