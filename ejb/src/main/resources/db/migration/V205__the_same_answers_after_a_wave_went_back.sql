-- After a wave went back and over again the other side often answers byte for byte as before. That file was refused as read
-- already, and the accounts waited for their answer for ever. Answers are counted anew after each wave that went back.
alter table billing_file add column round integer not null default 0;
comment on column billing_file.round is 'Of answers: hand-overs of the merger that had gone back when it was read.';
alter table billing_file drop constraint billing_file_merger_id_kind_sha256_key;
alter table billing_file add constraint billing_file_once unique (merger_id, kind, sha256, round);
