package org.klantbrug.crisis;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;

/** The persons whom a criterion finds, as one statement over all customers of both companies. */
final class CriterionSql {
  /**
   * SQL: the identity that stands for the person of identity {@code i}: for which his party was
   * made, or will be when he goes over. Needs {@link #JOINS}.
   */
  static final String PERSON = "coalesce(p.founder_id, m.person_id, i.id)";

  /** SQL: what {@link #PERSON} needs beside {@code i}. */
  static final String JOINS =
      """
      left join customer_party_link l on l.identity_id = i.id and %s
      left join customer_party p on p.id = l.party_id
      left join (select identity_id, min(person_id) as person_id from wave_member group by identity_id) m on m.identity_id = i.id
      """
          .formatted(Sight.LINK_COUNTS);

  private static final String FOUND =
      "select distinct "
          + PERSON
          + " as person_id from customer_identity i "
          + JOINS
          + " where not exists (select from customer_erased e where e.identity_id = i.id)";

  private static final Map<String, String> CONDITIONS =
      Map.of(
          "wave", "i.id in (select x.identity_id from wave_member x where x.wave_id = :wave)",
          "billingDay",
              "i.id in (select f.identity_id from contract_contract f where f.billing_day = :billingDay and %s and %s"
                      .formatted(running(), Sight.FACT_COUNTS)
                  + " union all select x.identity_id from wave_member x where x.billing_day = :billingDay and x.state <> 'GONE')",
          "product",
              "i.id in (select f.identity_id from contract_contract f where position(lower(:product) in lower(f.product)) > 0 and %s and %s"
                      .formatted(running(), Sight.FACT_COUNTS)
                  + """
                     union all
                    select x.identity_id from merger_staged_contract s
                      join merger_delivery d on d.id = s.delivery_id
                      join customer_identity o on o.company_id = d.company_id and o.source_key = s.customer_key
                      join wave_member x on x.identity_id = o.id and x.state <> 'GONE'
                     where position(lower(:product) in lower(s.product)) > 0)""",
          "cause",
              "i.id in (select k.identity_id from complaint_complaint k where k.cause = :cause"
                  + " and (cast(:since as timestamptz) is null or k.received_at >= :since))",
          "topic",
              "i.id in (select n.identity_id from contact_question q join contact_note n on n.contact_id = q.contact_id"
                  + " where q.topic = :topic and (cast(:since as timestamptz) is null or n.occurred_at >= :since))",
          "postcode",
              "cast(substring("
                  + kept("postcode")
                  + " from '^\\s*([1-9][0-9]{3})') as integer) between :postcodeFrom and :postcodeTo",
          "place", "lower(btrim(" + kept("city") + ")) = lower(:place)",
          "listed",
              "i.id in (select x.identity_id from crisis_listed x where x.criterion_id = :criterion and x.identity_id is not null)");

  private CriterionSql() {}

  private static String running() {
    return "(f.end_date is null or f.end_date >= :today)";
  }

  /** A value that was set by hand goes before what the company knows. */
  private static String kept(String column) {
    return "coalesce(case when p.set_by_hand then p.%1$s end, i.%1$s)".formatted(column);
  }

  /**
   * A criterion as it is asked.
   *
   * @param sql of its persons, as {@code person_id}
   * @param values of its parameters
   */
  record Asked(String sql, Map<String, Object> values) {
    /** Gives a statement the values. */
    <T extends SqlStatement<T>> T bindTo(T statement) {
      return statement
          .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
          .bindMap(values);
    }
  }

  /** A criterion that is kept. */
  public record Kept(
      long id,
      Long waveId,
      Integer billingDay,
      String product,
      String cause,
      String topic,
      LocalDate since,
      Integer postcodeFrom,
      Integer postcodeTo,
      String place,
      Integer listed) {
    private static final String SELECT =
        "select id, wave_id, billing_day, product, cause, topic, since, postcode_from, postcode_to, place, listed from crisis_criterion";

    static List<Kept> standing(Handle handle, long crisis) {
      return handle
          .createQuery(SELECT + " where crisis_id = :crisis and ended_at is null order by id")
          .bind("crisis", crisis)
          .map(ConstructorMapper.of(Kept.class))
          .list();
    }

    static Kept read(Handle handle, long id) {
      return handle
          .createQuery(SELECT + " where id = :id")
          .bind("id", id)
          .map(ConstructorMapper.of(Kept.class))
          .one();
    }

    static Kept of(NewCriterion wanted) {
      return new Kept(
          0,
          wanted.wave(),
          wanted.billingDay(),
          wanted.product(),
          wanted.cause() == null ? null : wanted.cause().name(),
          wanted.topic(),
          wanted.since(),
          wanted.postcodeFrom(),
          wanted.postcodeTo(),
          wanted.place(),
          wanted.isList() ? wanted.numbers().size() : null);
    }
  }

  /** All its parts, each of which must be so. */
  static Asked of(Kept kept, LocalDate today) {
    var parts = new ArrayList<String>();
    var values = new HashMap<String, Object>();
    values.put("today", today);
    values.put("since", from(kept.since()));
    add(parts, values, "wave", kept.waveId());
    add(parts, values, "billingDay", kept.billingDay());
    add(parts, values, "product", kept.product());
    add(parts, values, "cause", kept.cause());
    add(parts, values, "topic", kept.topic());
    add(parts, values, "place", kept.place());
    if (kept.postcodeFrom() != null) {
      parts.add(CONDITIONS.get("postcode"));
      values.put("postcodeFrom", kept.postcodeFrom());
      values.put("postcodeTo", kept.postcodeTo());
    }
    if (kept.listed() != null) {
      parts.add(CONDITIONS.get("listed"));
    }
    values.put("criterion", kept.id());
    return new Asked(FOUND + " and " + String.join(" and ", parts), values);
  }

  private static Instant from(LocalDate since) {
    return since == null ? null : since.atStartOfDay(BusinessClock.ZONE).toInstant();
  }

  private static void add(
      List<String> parts, Map<String, Object> values, String name, Object value) {
    if (value != null) {
      parts.add(CONDITIONS.get(name));
      values.put(name, value);
    }
  }
}
