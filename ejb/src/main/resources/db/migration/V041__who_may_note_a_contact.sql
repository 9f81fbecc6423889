-- Noting a contact, promising something and asking for an exception is the work of those who talk to customers. Who
-- promises also sees what must be kept.
insert into identity_permission (role_code, action)
select role, action
  from unnest(array['adviser', 'contactPerson', 'backOfficeHandler', 'complaintCoordinator', 'teamLead']) role,
       unnest(array['customer.contact', 'customer.promises']) action
on conflict do nothing;
