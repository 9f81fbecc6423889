-- What is watched, and gets much worse before its day, comes back to be judged at once.
alter table threat_event drop constraint threat_event_kind_check;
alter table threat_event add constraint threat_event_kind_check
  check (kind in ('REPORTED', 'CALLED', 'MAILED', 'TAKEN', 'JUDGED', 'LOOK_AGAIN', 'WORSE', 'JOINED_TO', 'JOINED_BY'));
