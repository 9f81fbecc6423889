-- A slice brings the keys of the acquired customers along; only those of our own customers are kept.
drop index matching_key_left;
drop index matching_key_right;
delete from matching_key where side = 1;
alter table matching_key drop column side;
create index matching_key_of_model on matching_key (model_id, key);
comment on table matching_key is
  'Under which keys our own customers are looked for, per model. Written anew by each match.';
