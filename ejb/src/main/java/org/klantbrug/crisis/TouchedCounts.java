package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;

/**
 * Counts the customers who are touched, and their complaints and contacts since somebody proposed
 * the crisis, whichever company knows them by them. The first complaint is looked for from two
 * weeks before, as the list of these customers does: a sign comes before somebody sees it. They are
 * first told when colleagues get words for them.
 */
@ApplicationScoped
public class TouchedCounts implements TouchedCustomers {
  private static final String COUNTS =
      """
      with whom as materialized (
        select a.identity_id from crisis_affected a where a.crisis_id = :crisis and a.removed_at is null
        union
        select o.identity_id from crisis_affected a
          join customer_party_link l on l.identity_id = a.identity_id and %s
          join customer_party_link o on o.party_id = l.party_id and %s
         where a.crisis_id = :crisis and a.removed_at is null
        union
        select m.identity_id from crisis_affected a join wave_member m on m.person_id = a.identity_id
         where a.crisis_id = :crisis and a.removed_at is null)
      select (select count(*) from crisis_affected a where a.crisis_id = :crisis and a.removed_at is null) as affected,
             k.complaints, k.answered, n.contacts, k.first_complaint_at,
             (select min(b.written_at) from crisis_briefing b where b.crisis_id = :crisis) as first_message_at
        from crisis_crisis c
        cross join lateral (
          select count(*) filter (where k.received_at >= c.proposed_at) as complaints,
                 count(*) filter (where k.received_at >= c.proposed_at and k.feedback_given_at is not null) as answered,
                 min(k.received_at) as first_complaint_at
            from whom w join complaint_complaint k on k.identity_id = w.identity_id
           where k.received_at >= c.proposed_at - interval '14 days') k
        cross join lateral (
          select count(*) as contacts
            from whom w join contact_note n on n.identity_id = w.identity_id
           where n.occurred_at >= c.proposed_at) n
       where c.id = :crisis"""
          .formatted(Sight.LINK_COUNTS, AffectedRows.OTHER_COUNTS);

  @Override
  public Counts of(Handle handle, long crisis) {
    return handle
        .createQuery(COUNTS)
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Counts.class))
        .one();
  }
}
