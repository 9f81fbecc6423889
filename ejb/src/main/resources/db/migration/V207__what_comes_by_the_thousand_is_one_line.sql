-- A wave of 40,000 customers brings hundreds of complaints, a task each, and the work of today stood on the third page. Who
-- puts tasks on the list by sets says so; while nobody has one in hand the lists show them as one line with its counter.
alter table work_item add column gathered boolean not null default false;
comment on column work_item.gathered is 'One of many alike: while nobody has it in hand, lists that ask for no kind show them as one line.';
update work_item set gathered = true where kind = 'takeUpComplaint';
