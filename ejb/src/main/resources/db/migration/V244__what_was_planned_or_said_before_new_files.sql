-- New files came between waves, and a wave went by the plan, and by the go, from before them. Both keep of which round of the
-- run they are: what is of a round before counts no more.
alter table wave_planning add column round integer not null default 1 check (round > 0);
alter table wave_decision add column round integer not null default 1 check (round > 0);
comment on column wave_planning.round is 'The round of the run by whose files was planned: no wave goes by the plan of a round before.';
comment on column wave_decision.round is 'The round of the run in which it was said: a go of a round before counts no more.';
