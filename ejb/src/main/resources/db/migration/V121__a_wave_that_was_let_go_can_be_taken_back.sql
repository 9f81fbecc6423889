-- Everything can be undone: a wave that was let go waits again, as long as its day has not come. Who said go says it anew.
alter table wave_decision drop constraint wave_decision_verdict_check;
alter table wave_decision add constraint wave_decision_verdict_check check (verdict in ('GO', 'NO_GO', 'TAKEN_BACK'));
alter table wave_event drop constraint wave_event_kind_check;
alter table wave_event add constraint wave_event_kind_check
  check (kind in ('REPLANNED', 'MOVED', 'HELD', 'LET_GO', 'ACCEPTED', 'RELEASED', 'TAKEN_BACK', 'GONE'));
