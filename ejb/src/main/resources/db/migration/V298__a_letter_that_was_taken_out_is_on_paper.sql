-- Who was touched by a crisis between the printing of letters and the word that they went out was left out of who had heard
-- it, though his letter was in the post: he got it again afterwards. Each letter keeps since when it is on paper.
alter table signal_letter add column printed_at timestamptz;
comment on column signal_letter.printed_at is 'When it was first taken out to be printed; empty if it was not.';
