-- Whoever answers for complaints checks the rules of schemes and sets what changed.
alter table complaint_regime
  add column changed_by bigint references identity_staff,
  add column changed_at timestamptz,
  add column version    integer not null default 0,
  add check (length(body_nl) between 1 and 1000 and length(body_en) between 1 and 1000);
