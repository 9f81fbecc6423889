-- A new colleague worked on with the password that the administrator typed, while the log rests on who somebody is.
alter table identity_staff add column password_given boolean not null default false;
comment on column identity_staff.password_given is 'Somebody else chose the password: its owner chooses another before he does anything.';
