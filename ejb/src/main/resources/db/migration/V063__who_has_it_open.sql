-- Two colleagues who write to the same customer at once do double work, or contradict each other. Who has a complaint
-- or a task open says so every few seconds; what is older than that no longer counts. No node keeps it in memory.
create table work_presence (
  subject_kind text not null,
  subject_id   bigint not null,
  staff_id     bigint not null references identity_staff,
  seen_at      timestamptz not null,
  typed_at     timestamptz,
  primary key (subject_kind, subject_id, staff_id)
);
create index work_presence_seen on work_presence (seen_at);
