-- Who answers for our data confirms the mappings, by name and moment (merger_mapping); the contact persons of both
-- companies have a table of their own since V013. Nothing was ever written to these two.
alter table merger_merger drop column data_owner_ours;
alter table merger_merger drop column contact_person;

-- Why a job stopped is told in the language of who reads it, also when the text names a file or a number.
alter table work_job add column failure_texts jsonb;
