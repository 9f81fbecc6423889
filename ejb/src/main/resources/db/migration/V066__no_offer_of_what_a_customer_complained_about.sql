-- Whoever complained about a product was offered more of it: nothing knew of the complaint. A complaint about a product
-- blocks offers of it until it has been over for a while. What can help instead is a text that staff keep per topic.

create table outbound_offer_setting (
  code       text primary key check (code in ('BLOCK_MONTHS')),
  value      integer not null check (value between 0 and 120),
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  version    integer not null default 0
);
comment on table outbound_offer_setting is
  'BLOCK_MONTHS: so many months after a complaint is closed its block ends; 0: when a person lifts it.';
insert into outbound_offer_setting (code, value) values ('BLOCK_MONTHS', 6);

create table outbound_offer_block (
  id               bigint generated always as identity primary key,
  identity_id      bigint not null references customer_identity,
  product          text not null check (btrim(product) <> '' and length(product) <= 200),
  complaint_number text not null,
  begun_at         timestamptz not null,
  until_day        date,
  ended_at         timestamptz,
  ended_because    text check (ended_because in ('LIFTED', 'OTHER_PRODUCT', 'WITHDRAWN')),
  ended_by         bigint references identity_staff,
  reason           text check (btrim(reason) <> '' and length(reason) <= 1000),
  version          integer not null default 0,
  check ((ended_at is null) = (ended_because is null)),
  check (ended_because is distinct from 'LIFTED' or (ended_by is not null and reason is not null))
);
comment on column outbound_offer_block.until_day is 'Last day; empty while the complaint is open, or until a person lifts it.';
create unique index outbound_offer_block_once on outbound_offer_block (complaint_number, lower(product));
create index outbound_offer_block_identity on outbound_offer_block (identity_id) where ended_at is null;

-- What a customer can be offered who asked about a topic. Changed by staff.
create table outbound_offer (
  id         bigint generated always as identity primary key,
  topic      text not null check (topic ~ '^[A-Z][A-Z_]*$'),
  words      text not null default '' check (length(words) <= 400),
  product    text not null check (btrim(product) <> '' and length(product) <= 200),
  text_nl    text not null check (btrim(text_nl) <> '' and length(text_nl) <= 1000),
  text_en    text not null check (btrim(text_en) <> '' and length(text_en) <= 1000),
  active     boolean not null default true,
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  version    integer not null default 0
);
comment on column outbound_offer.words is 'By these words, with a comma between them, a contact that came over is known to be about the topic.';
comment on column outbound_offer.product is 'What is offered: never while a complaint about it blocks it.';

-- What customers said to an offer. Only added to.
create table outbound_offer_answer (
  id          bigint generated always as identity primary key,
  offer_id    bigint not null references outbound_offer,
  identity_id bigint not null references customer_identity,
  answer      text not null check (answer in ('YES', 'NO', 'LATER')),
  staff_id    bigint not null references identity_staff,
  at          timestamptz not null
);
create index outbound_offer_answer_of on outbound_offer_answer (identity_id, offer_id, id desc);

-- For the page of a customer, which reads contacts and all that goes with them in one statement.
create view contact_offer_block as
  select id, identity_id, product, complaint_number, begun_at, until_day, ended_at, version from outbound_offer_block;
create view contact_offer as
  select id, topic, words, product, text_nl, text_en from outbound_offer where active;
create view contact_offer_answer as
  select a.id, a.offer_id, a.identity_id, a.answer, a.at, s.full_name as by_name
    from outbound_offer_answer a join identity_staff s on s.id = a.staff_id;

-- Brands of companies that come over, for who speaks with their customers. A label that a customer was delivered with
-- says which; without one it is known only where the merger has one brand.
create view contact_brand as
  select m.acquired_id as company_id, l.name, l.brand_promise, l.new_brand, l.new_creditor_id, l.new_iban, l.terms_change,
         l.price_change, l.billing_day_change, l.new_numbers,
         count(*) over (partition by m.acquired_id) = 1 as only_one
    from merger_label l
    join merger_merger m on m.id = l.merger_id and m.state not in ('ABANDONED', 'UNDONE');

-- Who leads and coordinates keeps the offers and may lift a block, with a reason.
insert into identity_permission (role_code, action)
select role, 'offer.settings' from unnest(array['complaintCoordinator', 'teamLead', 'admin']) role
on conflict do nothing;
