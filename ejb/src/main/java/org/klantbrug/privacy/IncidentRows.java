package org.klantbrug.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/** What may be data leaks, as they are stored. */
final class IncidentRows {
  private static final String ROW =
      """
      select n.id, n.number, n.origin, n.source_kind, n.source_id, n.source_name, n.what, n.known_at, k.limit_at as notify_by,
             r.full_name as reported_by, n.reported_at, n.state, n.risk, n.assessment, a.full_name as assessed_by, n.assessed_at,
             n.notified, n.reference, n.decision_reason, d.full_name as decided_by, n.decided_at, n.decided_by as decider_id,
             q.full_name as confirmed_by, n.confirmed_at, n.sent_back_words, b.full_name as sent_back_by, n.sent_back_at,
             t.limit_at as inform_by, n.informed_words,
             i.full_name as informed_by, n.informed_at, n.version
        from privacy_incident n
        join sla_clock k on k.subject_kind = 'PRIVACY_INCIDENT' and k.subject_id = n.id and k.stage = 'LEAK'
        join identity_staff r on r.id = n.reported_by
        left join identity_staff a on a.id = n.assessed_by
        left join identity_staff d on d.id = n.decided_by
        left join identity_staff i on i.id = n.informed_by
        left join identity_staff q on q.id = n.confirmed_by
        left join identity_staff b on b.id = n.sent_back_by
        left join sla_clock t on t.subject_kind = 'PRIVACY_INCIDENT' and t.subject_id = n.id and t.stage = 'TELL_LEAK' and t.ended_at is null
        left join complaint_complaint f on n.source_kind = 'complaint' and f.id = n.source_id
       where (coalesce(f.identity_id, n.identity_id) is null or n.source_kind = 'complaint' and f.identity_id is null
              or exists (select from customer_identity o join customer_company c on c.id = o.company_id
                          where o.id = case n.source_kind when 'complaint' then f.identity_id else n.identity_id end and %s))
      """
          .formatted(Sight.COMPANY_SEEN);

  private IncidentRows() {}

  static String number(Handle handle, int year) {
    return handle
        .createQuery(
            "select 'D' || :year || '-' || lpad(nextval('privacy_incident_number_seq')::text, 4, '0')")
        .bind("year", Integer.toString(year))
        .mapTo(String.class)
        .one();
  }

  /** Adds one; empty if one of the same complaint or customer is not over. */
  static Optional<Long> add(Handle handle, IncidentSource found, String number, Instant now) {
    return handle
        .createQuery(
            """
            insert into privacy_incident (number, origin, source_kind, source_id, source_name, identity_id, what, known_at,
                                          reported_by, reported_at, state)
            values (:number, :origin, :kind, :source, :name, :identity, :what, :known, :by, :now, 'ASSESS')
            on conflict (source_kind, source_id) where state <> 'ENDED' do nothing returning id""")
        .bind("number", number)
        .bind("origin", found.origin())
        .bind("kind", found.kind())
        .bind("source", found.id())
        .bind("name", found.name())
        .bind("identity", found.identityId())
        .bind("what", found.what())
        .bind("known", found.knownAt())
        .bind("by", found.by().id())
        .bind("now", now)
        .mapTo(Long.class)
        .findOne();
  }

  /** What is to be done first, and then what ended last. */
  static List<Incident> list(Handle handle, int limit, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                ROW
                    + " order by n.state = 'ENDED', case when n.state <> 'ENDED' then n.known_at end, n.id desc"
                    + " limit :limit"))
        .bind("limit", limit)
        .map(ConstructorMapper.of(Incident.class))
        .list();
  }

  static Incident read(Handle handle, long id, Sight sight) {
    return one(handle, id, "", sight);
  }

  private static Incident one(Handle handle, long id, String lock, Sight sight) {
    return sight
        .bindTo(handle.createQuery(ROW + " and n.id = :id" + lock))
        .bind("id", id)
        .map(ConstructorMapper.of(Incident.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("privacy.leak-unknown"));
  }

  /**
   * Held until the end of the transaction, as it was read before.
   *
   * @throws RuleBroken if a colleague changed it since, or it waits for something else
   */
  static Incident hold(
      Handle handle, long id, int version, Set<Incident.State> states, Sight sight) {
    var incident = one(handle, id, " for update of n", sight);
    if (incident.version() != version) {
      throw new ChangedMeanwhile("privacy.leak-changed", incident.number());
    }
    if (!states.contains(incident.state())) {
      throw new RuleBroken("privacy.leak-other", incident.number());
    }
    return incident;
  }

  /**
   * Changes one that is held.
   *
   * @param set SQL: the columns with their values, by name
   */
  static void change(Handle handle, long id, String set, Map<String, ?> values) {
    handle
        .createUpdate(
            "update privacy_incident set <set>, version = version + 1 where id = :incident")
        .define("set", set)
        .bindMap(values)
        .bind("incident", id)
        .execute();
  }
}
