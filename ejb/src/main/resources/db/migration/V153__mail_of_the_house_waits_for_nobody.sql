-- Whether mail that the house wrote by itself was sent, nobody can be asked: it is not sent again, and hinders no erasure.
with dropped as (
  update outbound_message set state = 'DROPPED', reason = 'fateUnknown', version = version + 1
   where state = 'UNKNOWN' and written_by is null
  returning id)
insert into outbound_event (message_id, at, kind, note)
select id, now(), 'DROPPED', 'fateUnknown' from dropped;
