-- The name of the body outside is the house's to check and to set, and stays with each version of the rules.
alter table complaint_regime_version add column outside text check (length(outside) <= 200);
update complaint_regime_version v set outside = r.outside
  from complaint_regime r where r.code = v.regime_code and r.version = v.version;

-- A PDF of letters holds up to 500 names with addresses: who may tell customers of a signal need not see them all.
insert into identity_permission (role_code, action)
select role, 'signal.print' from unnest(array['complaintCoordinator', 'backOfficeHandler', 'teamLead']) role
on conflict do nothing;

-- Wrong telephone numbers are counted by who tried them, lately.
create index customer_identity_check_of_late on customer_identity_check (party_id, staff_id, at) where question = 'PHONE' and not recognised;
