-- Everybody wrote the same sentences anew, each in his own words. Who leads a team keeps texts that colleagues insert and
-- go on writing in: per place of use, in Dutch, in English, or in both.
create table outbound_text (
  id         bigint generated always as identity primary key,
  place      text not null check (place in ('ACKNOWLEDGEMENT', 'OUTCOME', 'EXPLANATION', 'FEEDBACK', 'CONTACT_NOTE', 'PROMISE', 'SIGNAL_FEEDBACK')),
  name       text not null check (btrim(name) <> '' and length(name) <= 80),
  text_nl    text check (btrim(text_nl) <> '' and length(text_nl) <= 8000),
  text_en    text check (btrim(text_en) <> '' and length(text_en) <= 8000),
  active     boolean not null default true,
  changed_by bigint references identity_staff,
  changed_at timestamptz,
  version    integer not null default 0,
  check (text_nl is not null or text_en is not null)
);
comment on column outbound_text.text_nl is 'With fields in braces, {name} for one, of a fixed list per place; empty if there is none in this language.';
comment on column outbound_text.active is 'Whether it can be chosen; a text is never deleted.';
create unique index outbound_text_once on outbound_text (place, lower(name)) where active;

insert into outbound_text (place, name, text_nl, text_en) values
('ACKNOWLEDGEMENT', 'Dank, wij bellen u / Thank you, we call you',
 'Dank dat u ons dit liet weten op {received}. Ik zoek uit wat er is gebeurd en bel u voordat wij iets beslissen. Uw klacht heeft nummer {number}.',
 'Thank you for telling us this on {received}. I will find out what happened and call you before we decide anything. Your complaint has number {number}.'),
('EXPLANATION', 'Oud tarief op de rekening / Old price on the bill',
 'Op uw rekening stond nog het tarief van voor de overgang. Dat had bij de overgang moeten worden aangepast, en dat is bij u niet gebeurd.',
 'Your bill still had the price of before you came over to us. It should have been changed then, and for you it was not.'),
('OUTCOME', 'Excuses en herstel / Apology and repair',
 'Het spijt ons dat dit is gebeurd. {reasons}' || chr(10) || chr(10) || 'Zo kwam het: {explanation}',
 'We are sorry that this happened. {reasons}' || chr(10) || chr(10) || 'This is how it came about: {explanation}'),
('FEEDBACK', 'Wat wij ermee deden / What we did with it',
 'U klaagde op {received} bij ons. Wij hebben er dit mee gedaan: ',
 'You complained to us on {received}. This is what we did with it: '),
('CONTACT_NOTE', 'Klant belt over de overgang / Customer calls about the transfer',
 'Klant belt over de overgang naar {brand}. Gevraagd: ',
 'Customer calls about the transfer to {brand}. Asked: '),
('PROMISE', 'Terugbellen / Call back',
 'Wij bellen u terug over ',
 'We call you back about '),
('SIGNAL_FEEDBACK', 'Opgelost dankzij uw bericht / Solved thanks to you',
 'Dank voor uw bericht. Mede daardoor is dit opgelost: ',
 'Thank you for telling us. Partly because of it this was solved: ');

-- Who leads a team and who coordinates complaints keep the texts.
insert into identity_permission (role_code, action)
select role, 'text.settings' from unnest(array['complaintCoordinator', 'teamLead', 'admin']) role
on conflict do nothing;
