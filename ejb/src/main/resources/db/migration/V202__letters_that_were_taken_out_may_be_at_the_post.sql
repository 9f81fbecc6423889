-- Letters that were printed before their message was stopped may be at the post all the same: then they were sent.
alter table notice_batch add column printed_at timestamptz;
comment on column notice_batch.printed_at is 'When its letters were taken out to be printed, the first time.';
-- Of batches from before nobody knows; they count as taken out when they were made.
update notice_batch set printed_at = made_at;
