-- Each colleague answered the same question in his own words, and customers had to ask to hear anything. The house keeps one
-- answer per question: written by somebody, looked at by another who watches the law or the words, published for whom it is
-- meant, and hidden by itself after the day until which it is sure to be right.

-- ---------------------------------------------------------------- what is written
create table knowledge_item (
  id           bigint generated always as identity primary key,
  topic        text not null references contact_topic,
  audience     text not null check (audience in ('STAFF', 'CUSTOMERS', 'COMPANY')),
  company_id   bigint references merger_company,
  merger_id    bigint references merger_merger,
  wave_id      bigint references wave_wave,
  product      text check (length(product) <= 200),
  question_nl  text check (btrim(question_nl) <> '' and length(question_nl) <= 300),
  answer_nl    text check (btrim(answer_nl) <> '' and length(answer_nl) <= 8000),
  question_en  text check (btrim(question_en) <> '' and length(question_en) <= 300),
  answer_en    text check (btrim(answer_en) <> '' and length(answer_en) <= 8000),
  owner_id     bigint not null references identity_staff,
  checker      text not null check (checker in ('legal', 'spokesperson')),
  valid_until  date not null,
  state        text not null check (state in ('DRAFT', 'CHECKED', 'PUBLISHED', 'EXPIRED')),
  written_by   bigint not null references identity_staff,
  written_at   timestamptz not null,
  checked_by   bigint references identity_staff,
  checked_at   timestamptz,
  published_by bigint references identity_staff,
  published_at timestamptz,
  text_version integer not null default 1,
  version      integer not null default 1,
  check ((audience = 'COMPANY') = (company_id is not null)),
  check ((question_nl is null) = (answer_nl is null)),
  check ((question_en is null) = (answer_en is null)),
  check (question_nl is not null or question_en is not null),
  check ((checked_by is null) = (checked_at is null)),
  check ((published_by is null) = (published_at is null)),
  check (state <> 'CHECKED' or checked_by is not null),
  check (checked_by <> written_by)
);
comment on column knowledge_item.audience is 'COMPANY: for customers who came from this company in a merger.';
comment on column knowledge_item.checker is 'Which role is asked to look at it: who watches the law, or who speaks for the house.';
comment on column knowledge_item.valid_until is 'The last day on which it is shown; its owner is asked before.';
comment on column knowledge_item.state is 'Of the newest text: an earlier one may be published meanwhile.';
comment on column knowledge_item.text_version is 'Grows with each text; version grows with each step.';
create index knowledge_item_state on knowledge_item (state, valid_until);

create table knowledge_item_version (
  item_id     bigint not null references knowledge_item,
  version     integer not null,
  topic       text not null,
  audience    text not null,
  company_id  bigint,
  product     text,
  question_nl text,
  answer_nl   text,
  question_en text,
  answer_en   text,
  valid_until date not null,
  changed_by  bigint not null references identity_staff,
  changed_at  timestamptz not null,
  primary key (item_id, version)
);
comment on table knowledge_item_version is 'What each text said; only added to. A text that is put back is a new version.';

create table knowledge_event (
  id       bigint generated always as identity primary key,
  item_id  bigint not null references knowledge_item,
  kind     text not null check (kind in ('WRITTEN', 'CHECKED', 'SENT_BACK', 'PUBLISHED', 'RENEWED', 'WITHDRAWN', 'EXPIRED', 'PUT_BACK')),
  staff_id bigint references identity_staff,
  at       timestamptz not null,
  note     text check (length(note) <= 2000)
);
comment on column knowledge_event.staff_id is 'Empty for what happened by itself, when a day was over.';
create index knowledge_event_item on knowledge_event (item_id, id);

-- ---------------------------------------------------------------- what can be read
-- Letters and marks as people leave them out; the same for what is asked and what is searched.
create function knowledge_plain(said text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(lower(public.unaccent(said)), '[^[:alnum:]]+', ' ', 'g'))
$$;
create function knowledge_tokens(language text, said text) returns tsvector language sql immutable parallel safe as $$
  select case language when 'en' then to_tsvector('pg_catalog.english', public.knowledge_plain(said))
                       else to_tsvector('pg_catalog.dutch', public.knowledge_plain(said)) end
$$;
create function knowledge_asked(language text, said text) returns tsquery language sql immutable parallel safe as $$
  select case language when 'en' then phraseto_tsquery('pg_catalog.english', public.knowledge_plain(said))
                       else phraseto_tsquery('pg_catalog.dutch', public.knowledge_plain(said)) end
$$;

create table knowledge_published (
  item_id      bigint not null references knowledge_item,
  language     text not null check (language in ('nl', 'en')),
  text_version integer not null,
  topic        text not null references contact_topic,
  audience     text not null check (audience in ('STAFF', 'CUSTOMERS', 'COMPANY')),
  company_id   bigint references merger_company,
  product      text,
  question     text not null,
  answer       text not null,
  valid_until  date not null,
  published_at timestamptz not null,
  plain        text not null generated always as (knowledge_plain(question)) stored,
  search       tsvector not null generated always as
                 (setweight(knowledge_tokens(language, question), 'A') || setweight(knowledge_tokens(language, answer), 'C')) stored,
  primary key (item_id, language)
);
comment on table knowledge_published is 'What readers see now, one row per language; what is being rewritten stays as it was until the new text is published.';
create index knowledge_published_search on knowledge_published using gin (search);
create index knowledge_published_plain on knowledge_published using gin (plain gin_trgm_ops);
create index knowledge_published_topic on knowledge_published (language, topic, item_id);

-- Words that stand in answers: what is typed wrong is looked for under the words that are most like it.
create table knowledge_word (
  language text not null,
  word     text not null,
  stem     text not null,
  primary key (language, word)
);
create index knowledge_word_like on knowledge_word using gin (word gin_trgm_ops);
create index knowledge_word_stem on knowledge_word (language, stem);

-- Words that mean the same here, in one line.
create table knowledge_synonym (
  id         bigint generated always as identity primary key,
  language   text not null check (language in ('nl', 'en')),
  words      text not null check (btrim(words) <> '' and length(words) <= 400),
  active     boolean not null default true,
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  version    integer not null default 0
);
insert into knowledge_synonym (language, words) values
  ('nl', 'rekening, factuur, nota'), ('nl', 'incasso, afschrijving, afschrijven, machtiging'), ('nl', 'opzeggen, beëindigen, stoppen'),
  ('nl', 'overname, fusie, overgang, samengaan'), ('nl', 'verhuizen, verhuizing, adreswijziging'), ('nl', 'klacht, klagen, bezwaar'),
  ('nl', 'inloggen, account, wachtwoord'), ('nl', 'duurder, prijs, tarief, kosten'),
  ('en', 'bill, invoice'), ('en', 'direct debit, debit, collection'), ('en', 'cancel, end, terminate, stop'),
  ('en', 'takeover, merger, transfer'), ('en', 'move, moving, change of address'), ('en', 'complaint, complain, objection'),
  ('en', 'log in, login, account, password'), ('en', 'price, rate, cost');

-- How often it helped, per day; of nobody in particular.
create table knowledge_helped (
  item_id bigint not null references knowledge_item,
  day     date not null,
  yes     integer not null default 0 check (yes >= 0),
  no      integer not null default 0 check (no >= 0),
  primary key (item_id, day)
);

-- ---------------------------------------------------------------- who may
insert into identity_permission (role_code, action)
select role, action
  from (values
    ('adviser', array['knowledge.read']), ('contactPerson', array['knowledge.read']), ('backOfficeHandler', array['knowledge.read']),
    ('complaintCoordinator', array['knowledge.read', 'knowledge.write']), ('departmentOwner', array['knowledge.read']),
    ('teamLead', array['knowledge.read', 'knowledge.write']), ('migrationLead', array['knowledge.read']),
    ('editor', array['knowledge.read', 'knowledge.write', 'knowledge.publish', 'work.do']),
    ('legal', array['knowledge.read', 'knowledge.check', 'work.do']),
    ('spokesperson', array['knowledge.read', 'knowledge.check', 'work.do']),
    ('crisisLead', array['knowledge.read']), ('auditor', array['knowledge.read']), ('admin', array['knowledge.read'])) as may(role, actions),
    unnest(actions) as action
on conflict do nothing;
