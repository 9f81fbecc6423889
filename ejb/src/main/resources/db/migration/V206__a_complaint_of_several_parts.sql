-- Who is unhappy about three things got one decision about all of them, and what he was right in went under. The parts of a
-- complaint each have their department, cause, decision and what was done with it; the complaint keeps its one process, one
-- clock and one letter, and its decision follows from theirs. A complaint without rows here is whole.
create table complaint_part (
  id           bigint generated always as identity primary key,
  complaint_id bigint not null references complaint_complaint,
  no           integer not null check (no >= 1),
  grievance    text not null check (length(grievance) between 1 and 4000),
  department   text check (length(department) <= 200),
  added_by     bigint not null references identity_staff,
  added_at     timestamptz not null,
  cause        text check (cause in ('BILLING', 'DEBIT', 'PRODUCT', 'SERVICE', 'PROMISE', 'INFORMATION', 'TAKEOVER',
                                     'PRIVACY', 'OTHER')),
  decision     text check (decision in ('ACCEPTED', 'PARTLY', 'REJECTED')),
  reasons      text check (length(reasons) <= 20000),
  explanation  text check (length(explanation) <= 20000),
  done         text check (length(done) <= 20000),
  dropped_at   timestamptz,
  dropped_by   bigint references identity_staff,
  unique (complaint_id, no),
  check (decision is null or cause is not null and reasons is not null and explanation is not null),
  check ((dropped_at is null) = (dropped_by is null))
);
comment on table complaint_part is 'A grievance of a complaint that has several.';
comment on column complaint_part.no is 'Its place in the complaint, as colleagues and the letter call it.';
comment on column complaint_part.explanation is 'Why it went wrong, in words for the customer.';
comment on column complaint_part.done is 'What was done with it later, in words for the customer.';
