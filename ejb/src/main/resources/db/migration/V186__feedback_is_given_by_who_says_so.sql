-- Telling customers of a signal counted as the feedback that they were promised with their complaint, whatever it said:
-- "the money was paid back" was promised, "all rates were mended" was told, and the promise was gone. Who tells says so.
alter table signal_mailing add column as_feedback boolean not null default false;
alter table signal_letters add column as_feedback boolean not null default false;
comment on column signal_mailing.as_feedback is 'Who wrote it says that it is the feedback that was promised with their complaints.';
comment on column signal_letters.as_feedback is 'As of signal_mailing.';
update signal_mailing set as_feedback = true;
update signal_letters set as_feedback = true;
