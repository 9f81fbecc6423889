-- The records behind a figure name the numbers of customers, also before the day on which everybody may see them.
-- Who reconciles, explains and signs must open them; who only looks on, such as an auditor or an administrator,
-- sees the figures. Roles are data: what was granted here before decides who keeps it.
insert into identity_permission (role_code, action)
select role_code, 'merger.records' from identity_permission
 group by role_code
having bool_or(action = 'merger.read') and bool_or(action in ('customer.read', 'merger.prepare', 'merger.sign'));

-- Which promises must be kept soon, over all customers, is the work of those whose day is customers. Who may open
-- customers for another reason, such as finance or who carries a merger, sees promises with their customer.
insert into identity_permission (role_code, action)
select role_code, 'customer.promises' from identity_permission
 group by role_code
having bool_or(action = 'customer.correct') and not bool_or(action = 'merger.read');
