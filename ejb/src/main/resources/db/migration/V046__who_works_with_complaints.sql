-- Who talks to customers handles complaints, from the first word to the outcome; a team lead approves what goes beyond
-- a mandate; who answers for complaints says what the mandates are. Roles are data.
insert into identity_permission (role_code, action)
select role, action
  from (values
    ('adviser',              array['complaint.read','complaint.handle']),
    ('backOfficeHandler',    array['complaint.read','complaint.handle']),
    ('complaintCoordinator', array['complaint.read','complaint.handle','complaint.settings']),
    ('teamLead',             array['complaint.read','complaint.handle','complaint.approve']),
    ('contactPerson',        array['complaint.read']),
    ('admin',                array['complaint.settings'])
  ) as grants (role, actions), unnest(actions) action
on conflict do nothing;

-- Complaints that are handled here, for the screens that read contacts and promises.
create view contact_complaint as
  select id, number, identity_id, received_at, concat_ws(', ', topic, product) as topic, text, stage, feedback_due_on,
         closed_at is null as open
    from complaint_complaint;
