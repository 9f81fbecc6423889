-- Who was not recognised was recognised in no way: only what he was asked is noted.
alter table customer_identity_check
  drop constraint customer_identity_check_check1,
  add constraint customer_identity_check_how check (
    case when question is null then how is null when recognised then how is not null else true end);
