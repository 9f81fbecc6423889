-- The days for our file to a body outside are kept with each version of the rules, as the other days are.
alter table complaint_regime_version add column dispute_days integer;
update complaint_regime_version v set dispute_days = d.amount
  from complaint_regime_stage d where d.regime_code = v.regime_code and d.stage = 'DISPUTE';

-- There is something to choose at each place, also where a mail is answered.
insert into outbound_text (place, name, text_nl, text_en) values
('MAIL_ANSWER', 'Dank, wij zoeken het uit',
 'Dank voor uw bericht. Ik zoek het voor u uit en schrijf u uiterlijk de volgende werkdag wat ik heb gevonden.',
 'Thank you for your message. I will look into it for you and write to you by the next working day what I found.');
insert into outbound_text_version (text_id, version, place, name, text_nl, text_en, active, changed_by, changed_at)
select t.id, t.version, t.place, t.name, t.text_nl, t.text_en, t.active, t.changed_by, t.changed_at from outbound_text t
 where not exists (select from outbound_text_version v where v.text_id = t.id);
