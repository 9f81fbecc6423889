-- Two people can have the same file open. Who saves second is told who was first and when, and looks before saving again.
alter table merger_delivery add column reading_changed_by bigint references identity_staff;
alter table merger_delivery add column reading_changed_at timestamptz;
alter table merger_delivery add constraint merger_delivery_reading_changed
  check ((reading_changed_by is null) = (reading_changed_at is null));
comment on column merger_delivery.reading_changed_by is
  'Who last saved or confirmed its mapping, or corrected its form; null if nobody did, or before this was kept.';
