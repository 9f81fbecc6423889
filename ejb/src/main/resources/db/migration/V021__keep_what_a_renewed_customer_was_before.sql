-- A later delivery of a customer we serve changes what we know of him only when its cut-over goes live, and taking
-- that cut-over back gives him back what he had. So what he was before is kept with the cut-over that replaced it.
create table customer_identity_past (
  identity_id bigint not null references customer_identity,
  cutover_id bigint not null,
  was jsonb not null,
  replaced_at timestamptz not null,
  restored_at timestamptz,
  primary key (identity_id, cutover_id)
);
create index customer_identity_past_cutover on customer_identity_past (cutover_id);
comment on column customer_identity_past.cutover_id is 'The cut-over that brought the values after these.';
comment on column customer_identity_past.was is 'The row of customer_identity as it was, by column.';
comment on column customer_identity_past.restored_at is 'When the cut-over was taken back and these values counted again.';
