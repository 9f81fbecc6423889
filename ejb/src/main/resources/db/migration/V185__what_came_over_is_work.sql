-- Complaints that came over stood in one tab and in nobody's list of work: two of fourteen were late and nobody saw it.
-- Each that waits is a task now; of one only one task can be open, whichever server puts it on the list.
create unique index work_item_take_up_once on work_item (subject_id) where kind = 'takeUpComplaint' and state = 'OPEN';
