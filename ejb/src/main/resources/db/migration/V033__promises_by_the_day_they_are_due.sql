-- The first screen of an adviser shows which promises must be kept this week, over all customers.
create index contact_promise_due on contact_promise (due_on)
  where taken_at is null and coalesce(state, 'OPEN') = 'OPEN';
