-- Who reads why the import of a file stopped reads it in their own language.
alter table merger_delivery alter column failure type jsonb
  using case when failure is null then null else jsonb_build_object('en', failure, 'nl', failure) end;
comment on column merger_delivery.failure is 'Why the last import stopped, by language; null unless FAILED.';
