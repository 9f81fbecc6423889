-- A question about a file or a brand goes to a person at one of the two companies: who that is, is kept with the merger.
create table merger_contact (
  id         bigint generated always as identity primary key,
  merger_id  bigint not null references merger_merger,
  company_id bigint not null references merger_company,
  name       text not null check (btrim(name) <> ''),
  about      text,
  email      text,
  phone      text
);
create index merger_contact_list on merger_contact (merger_id, company_id, id);
comment on column merger_contact.about is 'What the person can be asked: invoices, the files, the brand.';
