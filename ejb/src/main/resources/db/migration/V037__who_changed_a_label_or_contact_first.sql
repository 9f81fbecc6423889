-- Who had a label or a contact person open while a colleague changed it put the old values back without knowing.
alter table merger_label add column version integer not null default 0;
alter table merger_contact add column version integer not null default 0;
