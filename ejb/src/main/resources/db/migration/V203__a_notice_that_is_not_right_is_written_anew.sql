-- What is not right any more when its turn comes is stopped, and written anew as soon as it can be: a notice that was stopped
-- keeps nobody from hearing it.
alter table notice_notice drop constraint notice_notice_campaign_id_person_id_occasion_key;
create unique index notice_notice_once on notice_notice (campaign_id, person_id, occasion) where state <> 'STOPPED';

-- A message whose customers cannot be told shows it, and keeps no other from going on.
alter table notice_campaign add column failed_at timestamptz;
comment on column notice_campaign.failed_at is 'When its customers could not be told, as something went wrong; empty while all goes well.';
