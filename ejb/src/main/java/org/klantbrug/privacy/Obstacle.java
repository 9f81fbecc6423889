package org.klantbrug.privacy;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.RuleBroken;

/**
 * What stands in the way of erasing somebody: what he still waits for, and what we still need him
 * for.
 *
 * @param kind OBJECTION (open), COMPLAINT, FEEDBACK (he was promised to hear of a complaint),
 *     DISPUTE (a body outside is busy with one), LEAK (of his data, not over), HELD_COMPLAINT (came
 *     over and waits), PROMISE, EXCEPTION, SIGNAL (he is to be told), CONTRACT, INVOICE,
 *     ARRANGEMENT, HOLD, MESSAGE (a mail on its way) or REHEARSAL
 * @param name its number or day
 */
public record Obstacle(String kind, String name) {
  /** SQL: what stands in the way of whoever is in {@code him (id)}; needs {@code :today}. */
  static final String ROWS =
      """
      select k.identity_id, 'COMPLAINT' as kind, k.number as name from complaint_complaint k
       where k.identity_id in (select id from him) and k.stage not in ('CLOSED', 'WITHDRAWN')
      union all
      select k.identity_id, 'FEEDBACK', k.number from complaint_complaint k
       where k.identity_id in (select id from him) and k.stage = 'CLOSED' and k.feedback_due_on is not null and k.feedback_given_at is null
      union all
      select o.identity_id, 'OBJECTION', o.number from objection_objection o
       where o.identity_id in (select id from him) and o.ended_at is null
      union all
      select k.identity_id, 'DISPUTE', k.number from complaint_complaint k join complaint_dispute d on d.complaint_id = k.id
       where k.identity_id in (select id from him) and d.state <> 'ENDED'
      union all
      select k.identity_id, 'LEAK', n.number from privacy_incident n join complaint_complaint k on k.id = n.source_id
       where k.identity_id in (select id from him) and n.source_kind = 'complaint' and n.state <> 'ENDED'
      union all
      select l.identity_id, 'LEAK', n.number from privacy_incident n join customer_party_link l on l.party_id = n.source_id
       where l.identity_id in (select id from him) and l.ended_at is null and n.source_kind = 'customer' and n.state <> 'ENDED'
      union all
      select f.identity_id, 'HELD_COMPLAINT', f.source_key from transfer_held_complaint f
       where f.identity_id in (select id from him) and f.taken_at is null and %1$s
      union all
      select f.identity_id, 'PROMISE', coalesce(to_char(f.due_on, 'YYYY-MM-DD'), f.source_key, '–') from contact_promise f
       where f.identity_id in (select id from him) and coalesce(f.state, 'OPEN') = 'OPEN' and f.taken_at is null and %1$s
      union all
      select x.identity_id, 'EXCEPTION', to_char(x.asked_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') from contact_exception x
       where x.identity_id in (select id from him) and x.state = 'OPEN'
      union all
      select coalesce(x.identity_id, k.identity_id), 'SIGNAL', g.number
        from signal_linked x join signal_signal g on g.id = x.signal_id join signal_policy y on y.kind = g.kind
        left join complaint_complaint k on k.id = x.complaint_id
       where (x.identity_id in (select id from him) or k.identity_id in (select id from him))
         and x.told_at is null and (x.tell_by is not null or g.ended_at is null and y.told = 'WHEN_CLOSED')
      union all
      select f.identity_id, 'CONTRACT', f.source_key from contract_contract f
       where f.identity_id in (select id from him) and f.state is distinct from 'ENDED'
         and (f.end_date is null or f.end_date >= :today) and %1$s
      union all
      select f.identity_id, 'INVOICE', f.source_key from contract_invoice f
       where f.identity_id in (select id from him) and f.state is distinct from 'WRITTEN_OFF'
         and coalesce(f.open_amount, case when f.state <> 'PAID' then f.amount end, 0) > 0 and %1$s
      union all
      select f.identity_id, 'ARRANGEMENT', f.source_key from contract_arrangement f
       where f.identity_id in (select id from him)
         and coalesce(f.paid_terms, 0) < f.terms and coalesce(f.state, 'RUNNING') = 'RUNNING' and %1$s
      union all
      select h.identity_id, 'HOLD', to_char(h.placed_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') from privacy_held_identity h
       where h.identity_id in (select id from him)
      union all
      select m.identity_id, 'MESSAGE', coalesce(m.subject_name, cast(m.id as text)) from outbound_message m
       where m.identity_id in (select id from him) and m.state in ('WAITING', 'SENDING', 'UNKNOWN')
      """
          .formatted(Sight.FACT_COUNTS);

  private static final String OF_HIM =
      """
      with him as (select unnest(cast(:identities as bigint[])) as id)
      select distinct kind, name from (
        select o.kind, o.name from (%s) o
        union all
        select 'REHEARSAL', cast(r.run_id as text) from transfer_rehearsal r where r.dropped_at is null) o
       order by 1, 2"""
          .formatted(ROWS);

  static List<Obstacle> of(Handle handle, Subject subject, LocalDate today) {
    return subject
        .bindTo(handle.createQuery(OF_HIM))
        .bind("today", today)
        .map(ConstructorMapper.of(Obstacle.class))
        .list();
  }

  /**
   * Lets nobody be erased while something stands in the way.
   *
   * @throws RuleBroken that names the first
   */
  static void refuse(Handle handle, Subject subject, LocalDate today) {
    of(handle, subject, today).stream()
        .findFirst()
        .ifPresent(
            first -> {
              throw new RuleBroken("privacy.obstacle." + first.kind(), first.name());
            });
  }
}
