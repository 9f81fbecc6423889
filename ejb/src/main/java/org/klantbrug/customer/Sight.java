package org.klantbrug.customer;

import java.time.LocalDate;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Whose customers someone may see today. Before the date of the wall only a clean team sees those
 * of an acquired company.
 *
 * @param today the day on which is looked
 * @param cleanTeam whether the person may look over the wall
 */
public record Sight(LocalDate today, boolean cleanTeam) {

  /** SQL: link {@code l} is in force and was not brought by a cut-over that does not count. */
  public static final String LINK_COUNTS =
      "l.ended_at is null and (l.cutover_id is null or l.cutover_id in (select id from customer_cutover_live))";

  /**
   * SQL: link {@code l} ended because the cut-over of its customer was taken back, and nothing took
   * its place. What our own desk did is still his of whom it was then.
   */
  static final String TAKEN_BACK =
      "l.ended_reason = 'CUTOVER_UNDONE' and l.id = (select max(u.id) from customer_party_link u"
          + " where u.identity_id = l.identity_id and u.ended_reason = 'CUTOVER_UNDONE')"
          + " and not exists (select from customer_party_link b where b.identity_id = l.identity_id and b.ended_at is null"
          + " and (b.cutover_id is null or b.cutover_id in (select id from customer_cutover_live)))";

  /** SQL: link {@code l} says whose the desk's own work on its identity is. */
  public static final String DESK_LINK = "(" + LINK_COUNTS + " or " + TAKEN_BACK + ")";

  /**
   * SQL: link {@code l} shows its identity on the page of its party: it counts, or of the party
   * nothing counts any more and our desk has work of its own on it.
   */
  static final String SHOWN_LINK =
      "("
          + LINK_COUNTS
          + " or "
          + TAKEN_BACK
          + " and exists (select from customer_desk_work w where w.identity_id = l.identity_id)"
          + " and not exists (select from customer_party_link h where h.party_id = l.party_id and h.ended_at is null"
          + " and (h.cutover_id is null or h.cutover_id in (select id from customer_cutover_live))))";

  /** SQL: company {@code c} may be seen; needs {@link #bindTo}. */
  public static final String COMPANY_SEEN =
      "(c.visible_from is null or c.visible_from <= :today or :cleanTeam)";

  /** SQL: the identities of party {@code :party} that may be seen; needs {@link #bindTo}. */
  public static final String IDENTITIES_OF_PARTY =
      "(select l.identity_id from customer_party_link l join customer_identity i on i.id = l.identity_id"
          + " join customer_company c on c.id = i.company_id where l.party_id = :party and "
          + LINK_COUNTS
          + " and "
          + COMPANY_SEEN
          + ")";

  /**
   * SQL: the identities of party {@code :party} on which the desk's own work may be seen: also one
   * that came with a cut-over that was taken back. Facts that came over count by {@link
   * #FACT_COUNTS}; needs {@link #bindTo}.
   */
  public static final String DESK_IDENTITIES_OF_PARTY =
      IDENTITIES_OF_PARTY.replace(LINK_COUNTS, DESK_LINK);

  /** SQL: fact {@code f} counts: what brought it is live, and what replaced it is not. */
  public static final String FACT_COUNTS =
      "(f.cutover_id is null or f.cutover_id in (select id from customer_cutover_live))"
          + " and (f.superseded_by is null or f.superseded_by not in (select id from customer_cutover_live))";

  /**
   * SQL: the party whose the desk's own work on an identity is, as {@code party_id}; none or one
   * row, for a lateral join.
   *
   * @param identity SQL of the key of the identity
   */
  public static String deskParty(String identity) {
    return "(select l.party_id from customer_party_link l where l.identity_id = %1$s and %2$s union all"
            .formatted(identity, LINK_COUNTS)
        + " select l.party_id from customer_party_link l where l.identity_id = %s and %s)"
            .formatted(identity, TAKEN_BACK);
  }

  /** Everything, for work that no person looks at. */
  public static Sight ofEverything(LocalDate today) {
    return new Sight(today, true);
  }

  /**
   * Whether customers of a company may be seen.
   *
   * @param visibleFrom from this day everybody sees them; null if they always could
   */
  public boolean sees(LocalDate visibleFrom) {
    return cleanTeam || visibleFrom == null || !today.isBefore(visibleFrom);
  }

  /** Gives a statement the values for {@link #COMPANY_SEEN}. */
  public <T extends SqlStatement<T>> T bindTo(T statement) {
    return statement.bind("today", today).bind("cleanTeam", cleanTeam);
  }
}
