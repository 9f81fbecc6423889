-- Which columns a list shows, and in which order, is each reader's own choice; there is more than one list now.
create table work_columns (
  staff_id bigint not null references identity_staff,
  list     text not null check (list ~ '^[a-z]{1,40}$'),
  columns  text[] not null check (cardinality(columns) between 1 and 40),
  primary key (staff_id, list)
);
comment on column work_columns.list is 'The list, by its name in the address.';
comment on column work_columns.columns is 'Codes of what is shown, in the order of the reader.';
insert into work_columns (staff_id, list, columns)
select staff_id, 'work', columns from work_preference where cardinality(columns) > 0;
alter table work_preference drop column columns;
