-- A report of a threat that was judged to be a crisis is put before who decides, by itself. Its words stay where they are, as
-- they can be of a customer; the crisis names the report. The table of reports comes with a later script, so it is no reference.
alter table crisis_crisis add column threat_id bigint;
create unique index crisis_crisis_threat on crisis_crisis (threat_id) where threat_id is not null;
comment on column crisis_crisis.threat_id is 'The report of a threat that it came from; empty if somebody proposed it himself.';
