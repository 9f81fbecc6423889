-- Each account is told: one that joins a wave after its customer heard of his others gets a notice of its own. Whom no message
-- may tell, or reach, is told by a person, who says on which day and in which way; that is a notice like any other. And what a
-- notice says of money is a sheet that finance confirmed: it is kept which, so that whoever heard of another hears the right one.
alter table notice_notice drop constraint notice_notice_way_check;
alter table notice_notice add constraint notice_notice_way_check check (way in ('EMAIL', 'LETTER', 'PERSON'));
alter table notice_notice drop constraint notice_notice_state_check;
alter table notice_notice add constraint notice_notice_state_check check (state in ('WAITING', 'ASKED', 'SENT', 'RETURNED', 'STOPPED'));
alter table notice_notice add column because text
  check (because in ('DECEASED', 'GUARDIANSHIP', 'SECRET_ADDRESS', 'MINOR', 'NO_ADDRESS', 'UNSENDABLE'));
alter table notice_notice add column told_how text check (told_how in ('PHONE', 'IN_PERSON', 'LETTER', 'EMAIL'));
alter table notice_notice add column told_by bigint references identity_staff;
alter table notice_notice add constraint notice_notice_by_person check ((way = 'PERSON') = (because is not null));
alter table notice_notice add constraint notice_notice_asked check (state <> 'ASKED' or way = 'PERSON');
alter table notice_notice add constraint notice_notice_told
  check ((told_how is null) = (told_by is null) and (told_how is null or way = 'PERSON'));
comment on column notice_notice.state is 'ASKED: a person is asked to tell the customer.';
comment on column notice_notice.because is 'Why a person tells him and no message does; empty for mail and letters.';
comment on column notice_notice.occasion is
  'Empty for the first announcement; a later one names the accounts that joined, a correction the accounts, days and sheet it is about.';
create index notice_notice_asked on notice_notice (campaign_id, id) where state = 'ASKED';

alter table notice_event drop constraint notice_event_kind_check;
alter table notice_event add constraint notice_event_kind_check
  check (kind in ('WRITTEN', 'ASKED', 'SENT', 'TOLD', 'BOUNCED', 'BY_LETTER', 'POSTED', 'RETURNED', 'AGAIN', 'STOPPED'));
alter table notice_event drop constraint notice_event_way_check;
alter table notice_event add constraint notice_event_way_check check (way in ('EMAIL', 'LETTER', 'PERSON'));

alter table notice_account add column sheet_id bigint references billing_sheet;
comment on column notice_account.sheet_id is 'What was said to change for the money; empty if nothing was known to change.';
-- Notices from before were written from the newest sheet, if it was confirmed.
update notice_account a set sheet_id = (
  select s.id from billing_sheet s
   where s.merger_id = m.merger_id and lower(s.label) = lower(coalesce(btrim(m.label), ''))
     and s.confirmed_at <= n.written_at order by s.no desc limit 1)
  from notice_notice n, wave_member m where n.id = a.notice_id and m.id = a.member_id;

insert into identity_permission (role_code, action)
select role, 'notice.tell'
  from unnest(array['contactPerson', 'adviser', 'backOfficeHandler', 'teamLead', 'migrationOperator', 'migrationLead']) role
on conflict do nothing;
