-- What is signed stays as it is, whoever holds the connection: the rights of the application (see
-- afterMigrate.sql) say which columns it may write, these triggers that it writes them once.
create function transfer_refuse_change_of_signed() returns trigger language plpgsql as $$
declare
  statement bigint;
begin
  if tg_table_name = 'transfer_reconciliation' then
    statement := old.id;
  elsif tg_op = 'INSERT' then
    statement := new.reconciliation_id;
  else
    statement := old.reconciliation_id;
  end if;
  if exists (select from transfer_reconciliation where id = statement and signed_at is not null) then
    raise exception 'Reconciliation % is signed and stays as it is', statement using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger transfer_reconciliation_stays before update or delete on transfer_reconciliation
  for each row execute function transfer_refuse_change_of_signed();
create trigger transfer_reconciliation_line_stays before insert or update or delete on transfer_reconciliation_line
  for each row execute function transfer_refuse_change_of_signed();
