-- A complaint that is another company's was withdrawn by hand, and one that came twice was handled twice. Both end here, each
-- in its own way, and stay: who was told what, and where it goes on.
alter table complaint_complaint
  add column ended_as text check (ended_as in ('PASSED_ON', 'DUPLICATE')),
  add constraint complaint_ended_as_withdrawn check (ended_as is null or stage = 'WITHDRAWN');
comment on column complaint_complaint.ended_as is 'How it ended without being handled here; empty where the customer withdrew it.';
