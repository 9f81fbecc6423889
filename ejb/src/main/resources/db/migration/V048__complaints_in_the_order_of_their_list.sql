-- The list of complaints shows open ones as they were received, and those that are over newest first.
create index complaint_complaint_received on complaint_complaint (received_at, id) where stage not in ('CLOSED', 'WITHDRAWN');
create index complaint_complaint_over on complaint_complaint (closed_at desc, id) where stage in ('CLOSED', 'WITHDRAWN');
