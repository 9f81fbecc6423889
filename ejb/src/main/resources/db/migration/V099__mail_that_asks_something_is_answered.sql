-- A mail that only asks something could be read here and not be answered. Its answer is a message as any other, and what the
-- house keeps of texts can be chosen for it.
alter table mailbox_message drop constraint mailbox_message_outcome_check;
alter table mailbox_message add constraint mailbox_message_outcome_check
  check (outcome in ('NEW_COMPLAINT', 'REPLY', 'CONTACT', 'ANSWERED', 'NOT_FOR_US', 'BOUNCE', 'AUTOMATIC'));
alter table outbound_text drop constraint outbound_text_place_check;
alter table outbound_text add constraint outbound_text_place_check
  check (place in ('ACKNOWLEDGEMENT', 'OUTCOME', 'EXPLANATION', 'FEEDBACK', 'CONTACT_NOTE', 'PROMISE', 'SIGNAL_FEEDBACK', 'MAIL_ANSWER'));

-- Who sends a complaint by the form may have its number and link mailed. No colleague writes that, so it has no writer.
alter table outbound_message alter column written_by drop not null;
alter table outbound_message add constraint outbound_message_by_itself check (written_by is not null or purpose = 'COMPLAINT_LINK');
comment on column outbound_message.written_by is 'Who wrote it; empty for what the house sends by itself.';

-- Which complaints a sender could mean, and how often an address was written to today.
create index outbound_message_recipient on outbound_message (lower(recipient), purpose, written_at);
create index complaint_online_email on complaint_online (lower(email));
