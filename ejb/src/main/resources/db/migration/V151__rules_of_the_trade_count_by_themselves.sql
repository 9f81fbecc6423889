-- A complaint falls under the rules of the trade of the company that it is about, unless a colleague says otherwise: the
-- letter about the outcome names the body outside, and nobody thinks of that with each complaint.
create table complaint_usual_regime_set (
  company_id  bigint primary key,
  regime_code text not null references complaint_regime,
  changed_by  bigint not null references identity_staff,
  changed_at  timestamptz not null,
  version     int not null default 1
);
comment on table complaint_usual_regime_set is 'Set by a person; else the trade of the latest merger says it.';

create view complaint_usual_regime as
select c.id as company_id, c.name as company, c.ours,
       coalesce(s.regime_code,
                (select case m.sector when 'TELECOM' then 'TELECOM' when 'ENERGY' then 'ENERGY' when 'INSURANCE' then 'FINANCE' end
                   from merger_merger m where c.id in (m.acquirer_id, m.acquired_id) order by m.id desc limit 1),
                'GENERAL') as regime_code,
       s.changed_by, s.changed_at, coalesce(s.version, 0) as version
  from merger_company c left join complaint_usual_regime_set s on s.company_id = c.id;
