package org.klantbrug.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.RuleBroken;

/**
 * A customer with all under which he was ever known: the identities of his party, those that came
 * with what was taken back and are of nobody since, and the parties that went up in it.
 *
 * @param partyId the one asked about, or the one in which it went up
 * @param number of the party
 * @param lines of delivered files that were about him; none until {@link #withLines}
 */
record Subject(
    long partyId, String number, List<Long> identities, List<Long> parties, List<Line> lines) {

  /** SQL: nobody who ever belonged to party {@code %s} is behind the wall; needs a sight. */
  static final String SEEN =
      "not exists (select from customer_party_link l join customer_identity i on i.id = l.identity_id"
          + " join customer_company c on c.id = i.company_id where l.party_id = %s and not "
          + Sight.COMPANY_SEEN
          + ")";

  /** A line of a delivered file. */
  record Line(long deliveryId, long no) {}

  /**
   * Reads who a customer is.
   *
   * @throws RuleBroken if there is none, or one of his companies is behind the wall for this person
   */
  static Subject read(Handle handle, long asked, Sight sight) {
    var partyId = kept(handle, asked);
    var number =
        handle
            .createQuery("select number from customer_party where id = :party")
            .bind("party", partyId)
            .mapTo(String.class)
            .findOne()
            .orElseThrow(() -> new RuleBroken("customer.unknown"));
    var parties = parties(handle, partyId);
    var identities = identities(handle, partyId, parties);
    refuseBehindWall(handle, identities, sight, number);
    return new Subject(partyId, number, identities, parties, List.of());
  }

  /** The one that stands for a customer who went up in another; himself if he has customers. */
  private static long kept(Handle handle, long partyId) {
    return handle
        .createQuery(
            """
            with recursive way (id, steps) as (
              select cast(:party as bigint), 0
              union all
              select m.kept_party_id, w.steps + 1 from way w join customer_merge m on m.gone_party_id = w.id and m.undone_at is null
               where not exists (select from customer_party_link l where l.party_id = w.id and %s))
            select id from way order by steps desc limit 1"""
                .formatted(Sight.LINK_COUNTS))
        .bind("party", partyId)
        .mapTo(Long.class)
        .one();
  }

  private static List<Long> identities(Handle handle, long partyId, List<Long> parties) {
    return handle
        .createQuery(
            """
            select l.identity_id from customer_party_link l where l.party_id = :party and %1$s
            union
            select g.identity_id from customer_party_link g
             where g.party_id = any(:parties)
               and g.id = (select max(id) from customer_party_link x where x.identity_id = g.identity_id)
               and not exists (select from customer_party_link l where l.identity_id = g.identity_id and %1$s)"""
                .formatted(Sight.LINK_COUNTS))
        .bind("party", partyId)
        .bindArray("parties", Long.class, parties)
        .mapTo(Long.class)
        .list();
  }

  private static List<Long> parties(Handle handle, long partyId) {
    return handle
        .createQuery(
            """
            with recursive all_of_him as (
              select cast(:party as bigint) as id
              union
              select m.gone_party_id from all_of_him a join customer_merge m on m.kept_party_id = a.id and m.undone_at is null)
            select id from all_of_him""")
        .bind("party", partyId)
        .mapTo(Long.class)
        .list();
  }

  private static void refuseBehindWall(
      Handle handle, List<Long> identities, Sight sight, String number) {
    Optional<String> hidden =
        sight
            .bindTo(
                handle.createQuery(
                    "select c.name from customer_identity i join customer_company c on c.id = i.company_id"
                        + " where i.id = any(:identities) and not "
                        + Sight.COMPANY_SEEN
                        + " limit 1"))
            .bindArray("identities", Long.class, identities)
            .mapTo(String.class)
            .findOne();
    if (hidden.isPresent()) {
      throw new RuleBroken("privacy.behind-wall", number);
    }
    if (identities.isEmpty()) {
      throw new RuleBroken("customer.unknown");
    }
  }

  /** Several customers at once, with the lines that were about them: for work nobody looks at. */
  static Subject ofAll(Handle handle, List<Long> partyIds) {
    var parties = partyIds.stream().flatMap(each -> parties(handle, each).stream()).toList();
    var identities =
        handle
            .createQuery(
                "select identity_id from customer_party_link where party_id = any(:parties) and ended_at is null")
            .bindArray("parties", Long.class, parties)
            .mapTo(Long.class)
            .list();
    return new Subject(0, "", identities, parties, List.of()).withLines(handle);
  }

  /** Notes that what was of him is gone, so that no delivery brings it back. */
  void noteErased(Handle handle, Instant at) {
    bindTo(
            handle.createUpdate(
                "insert into customer_erased (identity_id, erased_at) select unnest(cast(:identities as bigint[])), :at on conflict do nothing"))
        .bind("at", at)
        .execute();
  }

  /** As he is, with the lines that were about him: looked up once, as staging is large. */
  Subject withLines(Handle handle) {
    var found =
        handle
            .createQuery(
                """
                select distinct s.delivery_id, s.line_no as no from privacy_staged_line s
                  join customer_identity i on i.company_id = s.company_id and i.source_key = s.customer_key
                 where i.id = any(:identities)""")
            .bindArray("identities", Long.class, identities)
            .map((row, context) -> new Line(row.getLong("delivery_id"), row.getLong("no")))
            .list();
    return new Subject(partyId, number, identities, parties, found);
  }

  /** Gives a statement the values that {@link Reach} needs. */
  <T extends SqlStatement<T>> T bindTo(T statement) {
    return statement
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bindArray("identities", Long.class, identities)
        .bindArray("parties", Long.class, parties)
        .bindArray("deliveries", Long.class, lines.stream().map(Line::deliveryId).toList())
        .bindArray("lines", Long.class, lines.stream().map(Line::no).toList());
  }
}
