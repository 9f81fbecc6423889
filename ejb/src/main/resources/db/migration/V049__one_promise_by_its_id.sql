-- A promise is opened by its id alone, and its table is divided by identity: without this every part is read whole.
create index contact_promise_id on contact_promise (id);
