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

  /** SQL: fact {@code f} counts: what brought it is live, and what replaced it is not. */
  public static final String FACT_COUNTS =
      "(f.cutover_id is null or f.cutover_id in (select id from customer_cutover_live))"
          + " and (f.superseded_by is null or f.superseded_by not in (select id from customer_cutover_live))";

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
