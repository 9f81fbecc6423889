-- Texts that customers read were overwritten. Each version stays: who set it, when, and what it said; the one before it
-- says from what. A text that is put back is a new version.
create table outbound_text_version (
  text_id    bigint not null references outbound_text,
  version    integer not null,
  place      text not null,
  name       text not null,
  text_nl    text,
  text_en    text,
  active     boolean not null,
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  primary key (text_id, version)
);
comment on column outbound_text_version.changed_by is 'Empty for a text as it came with the system.';
insert into outbound_text_version (text_id, version, place, name, text_nl, text_en, active, changed_by, changed_at)
select id, version, place, name, text_nl, text_en, active, changed_by, changed_at from outbound_text;

create table complaint_regime_version (
  regime_code  text not null references complaint_regime,
  version      integer not null,
  body_nl      text not null,
  body_en      text not null,
  may_pause    boolean not null,
  summary_days integer,
  outcome_days integer,
  changed_by   bigint references identity_staff,
  changed_at   timestamptz,
  primary key (regime_code, version)
);
comment on column complaint_regime_version.summary_days is 'Empty where the scheme has no such day, and for the rules of the house: those stand among the reply times.';
insert into complaint_regime_version (regime_code, version, body_nl, body_en, may_pause, summary_days, outcome_days, changed_by, changed_at)
select r.code, r.version, r.body_nl, r.body_en, r.may_pause,
       (select d.amount from complaint_regime_stage d where d.regime_code = r.code and d.stage = 'SUMMARY' and r.code <> 'GENERAL'),
       (select d.amount from complaint_regime_stage d where d.regime_code = r.code and d.stage = 'OUTCOME' and r.code <> 'GENERAL'),
       r.changed_by, r.changed_at
  from complaint_regime r;
