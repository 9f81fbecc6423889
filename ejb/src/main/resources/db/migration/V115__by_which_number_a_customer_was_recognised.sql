-- A customer may name any number that one of the companies has of him. Which kind it was is noted; the number is not.
alter table customer_identity_check
  add column matched text check (matched in ('OURS', 'OURS_OTHER', 'THEIRS', 'THEIRS_OTHER', 'BY_HAND'));
comment on column customer_identity_check.matched is 'Which telephone number he named: of ours or of the company that came over, the first or the other one.';
