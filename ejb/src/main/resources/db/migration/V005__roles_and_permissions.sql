-- Roles are data: what each may do can be changed here without a new release.
insert into identity_role (code) values
  ('migrationOperator'), ('migrationLead'), ('dataSteward'), ('finance'),
  ('adviser'), ('contactPerson'), ('backOfficeHandler'), ('complaintCoordinator'), ('departmentOwner'),
  ('crisisDuty'), ('crisisLead'), ('crisisMember'), ('logKeeper'), ('spokesperson'), ('editor'), ('legal'),
  ('teamLead'), ('coach'), ('learningDevelopment'), ('privacyOfficer'), ('auditor'), ('admin');

insert into identity_permission (role_code, action)
select role, action
  from (values
    ('migrationOperator', array['merger.read','merger.prepare','merger.run','work.do','customer.read','operations.read','operations.repair']),
    ('migrationLead',     array['merger.read','merger.prepare','merger.run','merger.approve','merger.undo','work.do','customer.read','operations.read','operations.repair','people.read']),
    ('dataSteward',       array['merger.read','merger.prepare','merger.steward','work.do','customer.read','customer.correct','customer.merge']),
    ('finance',           array['merger.read','merger.sign','work.do','customer.read']),
    ('adviser',           array['work.do','customer.read','customer.correct']),
    ('contactPerson',     array['work.do','customer.read','customer.correct']),
    ('backOfficeHandler', array['work.do','customer.read','customer.correct']),
    ('complaintCoordinator', array['work.do','customer.read','customer.correct']),
    ('teamLead',          array['work.do','customer.read','people.read']),
    ('privacyOfficer',    array['work.do','customer.read','audit.read','customer.merge']),
    ('auditor',           array['merger.read','audit.read','operations.read','people.read']),
    ('admin',             array['people.read','people.manage','operations.read','operations.repair','audit.read','merger.read','work.do'])
  ) as grants (role, actions), unnest(actions) action;
