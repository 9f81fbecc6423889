package org.klantbrug.crisis;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;

/** Customers who are touched by a crisis, written set by set. */
final class AffectedRows {
  /** SQL: link {@code o} counts. */
  static final String OTHER_COUNTS = Sight.LINK_COUNTS.replace("l.", "o.");

  /**
   * SQL: how the persons of {@code chosen} (column {@code person_id}) stand to us, in one pass: an
   * organisation whatever else it is, then whose identities are known of him.
   */
  private static final String STANDING =
      """
      standing as (
        select x.person_id,
               case when btrim(coalesce(f.organisation_name, '')) <> '' then 'BUSINESS'
                    when k.person_id is null then 'TO_COME'
                    when k.ours and (k.theirs or w.person_id is not null) then 'BOTH'
                    when k.ours then 'OWN' else 'CAME_OVER' end as relation
          from chosen x
          join customer_identity f on f.id = x.person_id
          left join (
            select y.person_id, bool_or(c.ours) as ours, bool_or(not c.ours) as theirs
              from chosen y
              join customer_party_link l on l.identity_id = y.person_id and %s
              join customer_party_link o on o.party_id = l.party_id and %s
              join customer_identity i on i.id = o.identity_id
              join customer_company c on c.id = i.company_id
             group by y.person_id) k on k.person_id = x.person_id
          left join (select distinct person_id from wave_member where state <> 'GONE') w on w.person_id = x.person_id)
      """
          .formatted(Sight.LINK_COUNTS, OTHER_COUNTS);

  private AffectedRows() {}

  /**
   * SQL: all identities under which a customer may be in a crisis, as {@code identity_id}; whoever
   * asks whether a customer is touched asks by these, as {@code outbound_held} does.
   *
   * @param identity SQL of the key of one of his identities
   */
  static String standingFor(String identity) {
    return """
        select %1$s as identity_id
         union all
        select m.person_id from wave_member m where m.identity_id = %1$s
         union all
        select o.identity_id from customer_party_link l join customer_party_link o on o.party_id = l.party_id and %3$s
         where l.identity_id = %1$s and %2$s"""
        .formatted(identity, Sight.LINK_COUNTS, OTHER_COUNTS);
  }

  /** What a criterion came to: whom it finds, and how many of them were not there before. */
  public record Came(int found, int added) {}

  /** Adds whom a criterion finds, each once; who was taken out by a person stays out. */
  static Came ask(
      Handle handle, long crisis, CriterionSql.Kept kept, LocalDate today, Instant now) {
    var asked = CriterionSql.of(kept, today);
    var came =
        asked
            .bindTo(
                handle.createQuery(
                    """
                    with chosen as materialized (%s), %s, added as (
                      insert into crisis_affected (crisis_id, identity_id, relation, added_at)
                      select :crisis, person_id, relation, :now from standing order by person_id
                      on conflict (crisis_id, identity_id) do nothing returning id, identity_id
                    ), everybody as (
                      select id, identity_id from crisis_affected where crisis_id = :crisis
                      union all
                      select id, identity_id from added
                    ), noted as (
                      insert into crisis_affected_by (affected_id, criterion_id, identity_id)
                      select a.id, :criterion, a.identity_id from chosen x join everybody a on a.identity_id = x.person_id
                      on conflict do nothing
                    )
                    select (select count(*) from chosen) as found, (select count(*) from added) as added
                    """
                        .formatted(asked.sql(), STANDING)))
            .bind("crisis", crisis)
            .bind("now", now)
            .map(ConstructorMapper.of(Came.class))
            .one();
    handle
        .createUpdate("update crisis_criterion set found = :found, looked_at = :now where id = :id")
        .bind("found", came.found())
        .bind("now", now)
        .bind("id", kept.id())
        .execute();
    return came;
  }

  /**
   * The identity that stands for a customer changes: he is planned into a wave under another, or is
   * found to be somebody we know. His row goes with him, with what was decided on it; a row that
   * the other has already stays beside it, and each holds until it is let go.
   */
  static void followPersons(Handle handle, long crisis) {
    handle.execute(
        "select pg_advisory_xact_lock(hashtextextended('crisis_affected ' || ?, 0))", crisis);
    handle
        .createUpdate(
            """
            with today as materialized (
              select a.id, %s as person_id from crisis_affected a join customer_identity i on i.id = a.identity_id
              %s where a.crisis_id = :crisis
            ), moved as (
              select t.person_id, min(t.id) as id from today t
               where not exists (select from crisis_affected b where b.crisis_id = :crisis and b.identity_id = t.person_id)
               group by t.person_id
            )
            update crisis_affected a set identity_id = m.person_id from moved m where a.id = m.id"""
                .formatted(CriterionSql.PERSON, CriterionSql.JOINS))
        .bind("crisis", crisis)
        .execute();
  }

  /** How customers stand to us changes with the waves. */
  static void standAnew(Handle handle, long crisis) {
    handle
        .createUpdate(
            """
            with chosen as materialized (select identity_id as person_id from crisis_affected where crisis_id = :crisis), %s
            update crisis_affected a set relation = s.relation from standing s
             where a.crisis_id = :crisis and a.identity_id = s.person_id and a.relation <> s.relation"""
                .formatted(STANDING))
        .bind("crisis", crisis)
        .execute();
  }

  /** Counts whom a criterion would find, and who of them is not there yet. */
  static Came count(Handle handle, long crisis, CriterionSql.Asked asked) {
    return asked
        .bindTo(
            handle.createQuery(
                """
                with chosen as materialized (%s)
                select count(*) as found, count(*) filter (where a.id is null) as added
                  from chosen x left join crisis_affected a on a.crisis_id = :crisis and a.identity_id = x.person_id"""
                    .formatted(asked.sql())))
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Came.class))
        .one();
  }

  static long add(Handle handle, long crisis, NewCriterion wanted, Staff by, Instant now) {
    return handle
        .createQuery(
            """
            insert into crisis_criterion (crisis_id, wave_id, billing_day, product, cause, topic, since, postcode_from, postcode_to,
                                          place, company_id, listed, added_by, added_at)
            values (:crisis, :wave, :day, :product, :cause, :topic, :since, :from, :to, :place, :company, :listed, :by, :now)
            returning id""")
        .bind("crisis", crisis)
        .bind("wave", wanted.wave())
        .bind("day", wanted.billingDay())
        .bind("product", wanted.product())
        .bind("cause", wanted.cause())
        .bind("topic", wanted.topic())
        .bind("since", wanted.since())
        .bind("from", wanted.postcodeFrom())
        .bind("to", wanted.postcodeTo())
        .bind("place", wanted.place())
        .bind("company", wanted.isList() ? wanted.company() : null)
        .bind("listed", wanted.isList() ? wanted.numbers().size() : null)
        .bind("by", by.id())
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  /** The criteria of a crisis, the last on top. */
  static List<Criterion> criteria(Handle handle, long crisis) {
    return handle
        .createQuery(
            """
            select c.id, c.wave_id, w.day as wave_day, c.billing_day, c.product, c.cause, c.topic, c.since, c.postcode_from,
                   c.postcode_to, c.place, d.name as company, c.listed,
                   (select count(*) from crisis_listed x where x.criterion_id = c.id and x.identity_id is null) as unknown,
                   c.found, c.looked_at, s.full_name as added_by, c.added_at, c.ended_at
              from crisis_criterion c
              join identity_staff s on s.id = c.added_by
              left join wave_wave w on w.id = c.wave_id
              left join customer_company d on d.id = c.company_id
             where c.crisis_id = :crisis order by c.id desc""")
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Criterion.class))
        .list();
  }
}
