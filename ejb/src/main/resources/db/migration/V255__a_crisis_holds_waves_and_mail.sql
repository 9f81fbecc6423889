-- Declaring a crisis holds the waves of every merger under way and all mail to many, at once. What a person held stays held
-- by that person, so both stand beside each other, and each is let go by itself.
alter table brake_hold drop constraint brake_hold_subject_kind_check;
alter table brake_hold add constraint brake_hold_subject_kind_check check (subject_kind in ('merger', 'messages'));
alter table brake_hold add column crisis_id bigint;
alter table brake_hold add column crisis_name text;
alter table brake_hold add constraint brake_hold_of_crisis check ((crisis_id is null) = (crisis_name is null));
alter table brake_hold add constraint brake_hold_messages check (subject_kind <> 'messages' or crisis_id is not null);
alter table brake_hold add column holds_mail boolean not null
  generated always as (subject_kind = 'messages' or crisis_id is null) stored;
comment on column brake_hold.crisis_id is 'The crisis that wanted it; empty if a person did, who holds waves and mail to many at once.';
comment on column brake_hold.holds_mail is 'A crisis holds the waves of a merger and mail to many apart, so that they are let go step by step.';
drop index brake_hold_one;
create unique index brake_hold_one on brake_hold (subject_kind, subject_id, coalesce(crisis_id, 0)) where released_at is null;
create index brake_hold_mail on brake_hold (id) where released_at is null and holds_mail;
create index brake_hold_crisis on brake_hold (crisis_id, id) where crisis_id is not null;
