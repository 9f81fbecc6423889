-- Until now a figure was counted by hand from lists. Reports count what customers complain about, what they are granted
-- and how long they wait; each figure opens its rows. Who grants money also needs to see what is left of it.
create table complaint_budget (
  year       integer primary key check (year between 2000 and 2200),
  amount     numeric(11, 2) not null check (amount >= 0),
  changed_by bigint not null references identity_staff,
  changed_at timestamptz not null,
  version    integer not null default 0
);
comment on table complaint_budget is 'What may be granted as leniency in a year, all complaints together, in euro.';

create index complaint_complaint_received_all on complaint_complaint (received_at);
create index complaint_leniency_decided on complaint_leniency (decided_at) where state = 'GRANTED';
create index sla_clock_received on sla_clock (received_at);
create index contact_note_occurred on contact_note (occurred_at);
-- With which cut-over a customer came is asked through all links he ever had.
create index customer_party_link_came on customer_party_link (identity_id, cutover_id) where cutover_id is not null;

insert into identity_permission (role_code, action)
select role, action
  from (values
    ('teamLead',             array['report.read','report.leniency']),
    ('complaintCoordinator', array['report.read','report.leniency']),
    ('migrationLead',        array['report.read','report.leniency']),
    ('auditor',              array['report.read','report.leniency']),
    ('finance',              array['report.leniency'])
  ) as grants (role, actions), unnest(actions) action
on conflict do nothing;
