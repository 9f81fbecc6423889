-- A customer who does not agree, or waited long enough, goes to a body outside. What it asks of us has a day, its verdict asks
-- something of us too, and a complaint is not closed while something of that is still to be done. It is a row with a task at
-- a time, as a signal is: three steps, one after the other, and nobody waits but people.
alter table complaint_regime add column outside text not null default '' check (length(outside) <= 200);
comment on column complaint_regime.outside is 'The body outside that decides, by its name; empty where it depends.';
update complaint_regime set outside = case code when 'FINANCE' then 'Kifid' when 'ENERGY' then 'Geschillencommissie Energie'
  when 'TELECOM' then 'Geschillencommissie Telecommunicatiediensten' else '' end;

-- So many days after the body wrote to us it has our file. Whoever answers for complaints checks them before use.
alter table complaint_regime_stage drop constraint complaint_regime_stage_stage_check;
alter table complaint_regime_stage add constraint complaint_regime_stage_stage_check
  check (stage in ('ACKNOWLEDGE', 'SUMMARY', 'OUTCOME', 'FEEDBACK', 'DISPUTE'));
insert into complaint_regime_stage (regime_code, stage, amount, unit)
select code, 'DISPUTE', 28, 'DAYS' from complaint_regime;

alter table sla_policy drop constraint sla_policy_stage_check;
alter table sla_policy add constraint sla_policy_stage_check
  check (stage in ('FIRST_ANSWER', 'ACKNOWLEDGE', 'OUTCOME', 'FEEDBACK', 'AGREEMENT', 'DEPARTMENT', 'STEP', 'DISPUTE'));
insert into sla_policy (channel, stage, kind, amount, roll) values (null, 'DISPUTE', 'ON_DATE', 0, 'BACKWARD');

create table complaint_dispute (
  id            bigint generated always as identity primary key,
  complaint_id  bigint not null references complaint_complaint,
  body          text not null check (length(body) between 1 and 200),
  reference     text check (length(reference) <= 200),
  ground        text not null check (ground in ('DECIDED', 'TERM_PASSED', 'WENT_ANYWAY')),
  received_on   date not null,
  answer_by     date not null,
  asked         text not null check (length(asked) between 1 and 20000),
  noted_by      bigint not null references identity_staff,
  noted_at      timestamptz not null,
  state         text not null check (state in ('FILE', 'VERDICT', 'TO_DO', 'ENDED')),
  filed_by      bigint references identity_staff,
  filed_at      timestamptz,
  verdict       text check (verdict in ('UPHELD', 'PARTLY', 'NOT_UPHELD', 'SETTLED', 'DROPPED')),
  verdict_on    date,
  verdict_words text check (length(verdict_words) <= 20000),
  to_do         text check (length(to_do) between 1 and 4000),
  to_do_by      date,
  done_by       bigint references identity_staff,
  done_at       timestamptz,
  check ((filed_by is null) = (filed_at is null)),
  check ((verdict is null) = (verdict_on is null)),
  check ((to_do is null) = (to_do_by is null)),
  check ((done_by is null) = (done_at is null)),
  check (state not in ('TO_DO', 'ENDED') or verdict is not null),
  check (state <> 'TO_DO' or to_do is not null),
  check (state <> 'ENDED' or to_do is null or done_at is not null)
);
comment on table complaint_dispute is 'A complaint before a body outside: what it asked, our file, its verdict, and what we had to do.';
comment on column complaint_dispute.ground is 'Why it could be: we decided against him, our time was over, or he went there anyway.';
comment on column complaint_dispute.answer_by is 'The day on which the body has our file.';
create unique index complaint_dispute_open on complaint_dispute (complaint_id) where state <> 'ENDED';
create index complaint_dispute_of on complaint_dispute (complaint_id, id);

insert into identity_permission (role_code, action)
select role, 'complaint.dispute' from unnest(array['complaintCoordinator', 'teamLead']) role;
