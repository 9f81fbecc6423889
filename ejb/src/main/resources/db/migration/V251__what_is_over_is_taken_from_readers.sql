-- What readers see is taken away when its last day is over, also while a newer text is being worked on: what still stands here
-- after its day is what nobody has been told of.
delete from knowledge_published p
 using knowledge_item i
 where i.id = p.item_id and i.state = 'EXPIRED';
comment on column knowledge_published.valid_until is 'The last day on which this text is shown; a newer one that is being worked on may have another.';
