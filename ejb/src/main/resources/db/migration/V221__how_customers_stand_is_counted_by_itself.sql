-- Who looks at a message reads how its customers stood when they were counted last: counting goes over the whole merger.
create table notice_counted (
  campaign_id bigint primary key references notice_campaign,
  counted_at  timestamptz,
  took_ms     integer not null default 0 check (took_ms >= 0),
  customers   jsonb not null default '{}',
  corrections integer not null default 0
);
comment on column notice_counted.customers is 'How many customers stand so, by the code of the standing.';
comment on column notice_counted.corrections is 'Customers of the merger who heard of another day or other money than counts now.';

-- A message whose customers cannot be told says why, and is tried again with more and more distance.
alter table notice_campaign add column failures integer not null default 0;
alter table notice_campaign add column failed_nl text;
alter table notice_campaign add column failed_en text;
comment on column notice_campaign.failed_nl is 'Why, in Dutch; empty for an error that nobody foresaw.';
comment on column notice_campaign.failures is 'So often in a row; each time the next try is twice as far away, up to some hours.';
