-- Who answers for a department was reckoned in two ways: with a deputy and no owner nobody but the deputy could answer,
-- and the list of "my department" was empty for everybody without an owner. It is one rule, in one place: the owner and
-- the deputy; where there is no owner, or one who left or lost the role, everybody with the role.
create view signal_answerer as
  with able as (
    select s.id from identity_staff s
     where s.active
       and exists (select from identity_staff_role r where r.staff_id = s.id and r.role_code = 'departmentOwner'))
  select d.id as department_id, a.id as staff_id
    from signal_department d
    left join able o on o.id = d.owner_id
    join able a on o.id is null or a.id in (d.owner_id, d.deputy_id);
