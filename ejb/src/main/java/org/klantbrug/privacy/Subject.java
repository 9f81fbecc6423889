package org.klantbrug.privacy;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.RuleBroken;

/**
 * A customer with all under which he was ever known: the identities of his party, and the parties
 * that went up in it.
 *
 * @param number of the party
 */
record Subject(long partyId, String number, List<Long> identities, List<Long> parties) {

  /**
   * Reads who a customer is.
   *
   * @throws RuleBroken if there is none, or one of his companies is behind the wall for this person
   */
  static Subject read(Handle handle, long partyId, Sight sight) {
    var number =
        handle
            .createQuery("select number from customer_party where id = :party")
            .bind("party", partyId)
            .mapTo(String.class)
            .findOne()
            .orElseThrow(() -> new RuleBroken("customer.unknown"));
    var identities =
        keys(
            handle,
            "select l.identity_id from customer_party_link l where l.party_id = :party and "
                + Sight.LINK_COUNTS,
            partyId);
    refuseBehindWall(handle, identities, sight, number);
    return new Subject(partyId, number, identities, parties(handle, partyId));
  }

  private static List<Long> parties(Handle handle, long partyId) {
    return keys(
        handle,
        """
        with recursive all_of_him as (
          select cast(:party as bigint) as id
          union
          select m.gone_party_id from all_of_him a join customer_merge m on m.kept_party_id = a.id and m.undone_at is null)
        select id from all_of_him""",
        partyId);
  }

  private static List<Long> keys(Handle handle, String sql, long partyId) {
    return handle.createQuery(sql).bind("party", partyId).mapTo(Long.class).list();
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

  /** Gives a statement the values that {@link Reach} needs. */
  <T extends SqlStatement<T>> T bindTo(T statement) {
    return statement
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bindArray("identities", Long.class, identities)
        .bindArray("parties", Long.class, parties);
  }
}
