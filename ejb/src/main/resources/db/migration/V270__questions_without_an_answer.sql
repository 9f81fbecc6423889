-- What had no answer in the Q&A was noted per contact and read by nobody, so that the next adviser searched in vain too. Questions
-- that are alike are one thing to do, counted; an editor answers it once, and who asked hears of it. And nobody saw that two
-- answers say different things about the same question, or that an answer is read often and seldom helps.

-- ---------------------------------------------------------------- how alike two questions are
-- The stems of what is said; words that mean the same here count as one.
create function knowledge_gist(tongue text, said text) returns text[] language sql stable parallel safe as $$
  select coalesce(array_agg(distinct coalesce(same.head, w.stem)), '{}')
    from unnest(tsvector_to_array(public.knowledge_tokens(tongue, said))) as w (stem)
    left join lateral (
      select '#' || min(s.id) as head from public.knowledge_synonym s
       where s.active and s.language = tongue
         and w.stem = any (tsvector_to_array(public.knowledge_tokens(tongue, s.words)))) same on true
$$;
-- From 0, nothing in common, to 1: the larger of what their letters and what their words have in common.
create function knowledge_likeness(tongue text, one text, other text) returns real language sql stable parallel safe as $$
  select greatest(
           public.similarity(public.knowledge_plain(one), public.knowledge_plain(other)),
           (select count(*) filter (where n = 2)::real / greatest(count(*), 1)
              from (select word, count(*) as n
                      from (select unnest(public.knowledge_gist(tongue, one)) as word
                            union all select unnest(public.knowledge_gist(tongue, other))) both_of
                     group by word) counted))
$$;

-- ---------------------------------------------------------------- questions without an answer
create table knowledge_unanswered (
  id         bigint generated always as identity primary key,
  topic      text references contact_topic,
  language   text not null check (language in ('nl', 'en')),
  state      text not null check (state in ('OPEN', 'WAITING', 'ANSWERED', 'DISMISSED')),
  item_id    bigint references knowledge_item,
  reason     text check (btrim(reason) <> '' and length(reason) <= 2000),
  opened_at  timestamptz not null,
  last_at    timestamptz not null,
  decided_by bigint references identity_staff,
  decided_at timestamptz,
  version    integer not null default 0,
  check ((decided_by is null) = (decided_at is null)),
  check ((state = 'OPEN') = (decided_by is null)),
  check ((state in ('WAITING', 'ANSWERED')) = (item_id is not null)),
  check ((state = 'DISMISSED') = (reason is not null))
);
comment on table knowledge_unanswered is 'A question that has no answer yet, however often and in whatever words it was asked.';
comment on column knowledge_unanswered.state is 'WAITING: an answer is chosen and not published yet.';
comment on column knowledge_unanswered.last_at is 'When it was asked last.';
create index knowledge_unanswered_open on knowledge_unanswered (last_at desc) where state in ('OPEN', 'WAITING');

create table knowledge_occasion (
  id            bigint generated always as identity primary key,
  unanswered_id bigint not null references knowledge_unanswered,
  origin        text not null check (origin in ('CONTACT', 'STAFF', 'PUBLIC')),
  contact_id    bigint,
  no            integer,
  said          text check (btrim(said) <> '' and length(said) <= 1000),
  staff_id      bigint references identity_staff,
  at            timestamptz not null,
  told_at       timestamptz,
  foreign key (contact_id, no) references contact_question,
  unique (contact_id, no),
  check ((origin = 'CONTACT') = (contact_id is not null)),
  check ((contact_id is null) = (no is null)),
  check ((origin = 'CONTACT') = (said is null)),
  check ((origin = 'PUBLIC') = (staff_id is null))
);
comment on table knowledge_occasion is 'That a question was asked. The words of a contact stay with the contact, and go with it.';
comment on column knowledge_occasion.staff_id is 'Who hears of the answer: the colleague who asked or noted it.';
create index knowledge_occasion_of on knowledge_occasion (unanswered_id, id);

-- What was noted at the desk and not found is looked for by the minute.
create index contact_question_not_found on contact_question (contact_id, no) where answer = 'NOT_FOUND';

-- ---------------------------------------------------------------- two answers to one question
create table knowledge_contradiction (
  id          bigint generated always as identity primary key,
  one_id      bigint not null references knowledge_item,
  other_id    bigint not null references knowledge_item,
  one_text    integer not null,
  other_text  integer not null,
  likeness    real not null,
  reported_by bigint references identity_staff,
  why         text check (btrim(why) <> '' and length(why) <= 2000),
  found_at    timestamptz not null,
  state       text not null check (state in ('OPEN', 'KEPT', 'OVER')),
  reason      text check (btrim(reason) <> '' and length(reason) <= 2000),
  decided_by  bigint references identity_staff,
  ended_at    timestamptz,
  version     integer not null default 0,
  unique (one_id, other_id, one_text, other_text),
  check (one_id < other_id),
  check ((reported_by is null) = (why is null)),
  check ((state = 'OPEN') = (ended_at is null)),
  check ((state = 'KEPT') = (reason is not null)),
  check ((state = 'KEPT') = (decided_by is not null))
);
comment on column knowledge_contradiction.one_text is 'The texts that were read beside each other: once one of them is another, this is over.';
comment on column knowledge_contradiction.reported_by is 'Empty if it was found by looking for questions that are alike.';
create index knowledge_contradiction_open on knowledge_contradiction (found_at) where state = 'OPEN';

-- ---------------------------------------------------------------- what is read, and what it is about
alter table knowledge_helped add column shown integer not null default 0 check (shown >= 0);
comment on table knowledge_helped is 'How often an answer was opened and helped, per day; of nobody in particular.';

alter table knowledge_item
  add column team_id     bigint references identity_team,
  add column linked_kind text check (linked_kind ~ '^[a-z_]{1,40}$'),
  add column linked_id   bigint,
  add check ((linked_kind is null) = (linked_id is null)),
  add check (team_id is null or audience = 'STAFF');
comment on column knowledge_item.team_id is 'Which team alone reads it; empty for all colleagues.';
comment on column knowledge_item.linked_kind is 'What else it is about, by kind and key, of a context that this one does not know.';
create index knowledge_item_linked on knowledge_item (linked_kind, linked_id) where linked_kind is not null;
create index knowledge_item_wave on knowledge_item (wave_id) where wave_id is not null;
alter table knowledge_published add column team_id bigint references identity_team;
