-- A new password and the end of somebody's access end the sessions that are open, also on other nodes: a session
-- remembers the number that stood when it began, and counts only while it still stands.
alter table identity_staff add column session_number integer not null default 1;

-- A team answers together for what is on its members' work list; one of them leads it.
alter table identity_team add column lead_id bigint references identity_staff on delete set null;
alter table identity_team add column version integer not null default 0;
