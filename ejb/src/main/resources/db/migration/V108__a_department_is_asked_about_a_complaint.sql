-- A question to a department about a complaint was noted as having been asked; it reached nobody, and nobody was late. It
-- is a signal of a kind of its own now: no customer hears of it, so it is in no feedback rate, and the answer ends it.
alter table signal_policy drop constraint signal_policy_kind_check;
alter table signal_policy add constraint signal_policy_kind_check
  check (kind in ('FAULT', 'UNCLEAR', 'IDEA', 'WISH', 'PRAISE', 'QUESTION'));
alter table signal_policy add constraint signal_policy_no_word_of_a_question check (kind <> 'QUESTION' or told = 'NOT');
insert into signal_policy (kind, told, means, days) values ('QUESTION', 'NOT', 'EMAIL', 10);

-- The customer waits, so a question is answered sooner than a signal.
alter table signal_department add column question_hours integer not null default 8 check (question_hours between 1 and 400);
comment on column signal_department.question_hours is
  'Opening hours for an answer to a question about a complaint; the day on which they are over is the last day.';
