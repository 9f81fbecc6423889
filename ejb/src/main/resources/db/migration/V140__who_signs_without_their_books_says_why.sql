-- A second round whose control totals were left with the first was green and signed, although nothing was compared with the
-- books of the other company. Totals come along with the files now; where there are none, who signs says why he signs.
alter table transfer_reconciliation
  add column signed_without_books text check (btrim(signed_without_books) <> '' and length(signed_without_books) <= 4000),
  add constraint without_books_is_signed check (signed_without_books is null or signed_at is not null);
comment on column transfer_reconciliation.signed_without_books is
  'Why it was signed though no figure is compared with the books of the company; empty where one is.';
