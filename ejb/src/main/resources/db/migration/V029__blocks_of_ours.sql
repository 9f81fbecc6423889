-- A key is looked up once for all its customers, and its size is known before they are taken.
create table matching_block (
  model_id bigint   not null,
  key      bigint   not null,
  persons  bigint[] not null,
  primary key (model_id, key)
);
comment on table matching_block is
  'Our own customers under each key they are looked for by, per model; none under a key that too many share. Written anew by each match.';
-- A match that was under way goes on with what it had.
insert into matching_block (model_id, key, persons)
select model_id, key, array_agg(person_id order by person_id) from matching_key group by model_id, key;
-- From here on the keys stand there only while the blocks are made of them, within one transaction.
drop table matching_key;
create unlogged table matching_key (
  model_id  bigint not null,
  key       bigint not null,
  person_id bigint not null
);
comment on table matching_key is 'Keys of our own customers while blocks are made of them; empty otherwise.';
