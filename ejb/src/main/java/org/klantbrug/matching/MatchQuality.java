package org.klantbrug.matching;

import org.jdbi.v3.core.Handle;

/**
 * How good the model is, as far as people have looked.
 *
 * @param precision share of looked-at links that are one person
 * @param foundByLink share of pairs called one person that the model linked by itself: recall
 *     within what was looked at
 */
public record MatchQuality(Share precision, Share foundByLink) {
  /** For an interval of 95 per cent. */
  private static final double Z = 1.96;

  /**
   * A share with its interval of 95 per cent (Wilson); {@code of} is what it is counted from.
   *
   * @param share 0 to 1, null when nothing was counted
   */
  public record Share(Double share, double low, double high, long of) {
    static Share of(long hits, long of) {
      if (of == 0) {
        return new Share(null, 0, 1, 0);
      }
      var p = (double) hits / of;
      var centre = (p + Z * Z / (2 * of)) / (1 + Z * Z / of);
      var half = Z * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
      return new Share(p, Math.max(0, centre - half), Math.min(1, centre + half), of);
    }
  }

  /** From the verdicts of a run. Doubt counts for neither. */
  static MatchQuality read(Handle handle, long runId) {
    return handle
        .createQuery(
            """
            select count(*) filter (where decision = 'LINK' and verdict = 'SAME') right_links,
                   count(*) filter (where decision = 'LINK' and verdict in ('SAME', 'NOT_SAME')) links,
                   count(*) filter (where verdict = 'SAME') same
              from matching_pair where run_id = :run""")
        .bind("run", runId)
        .map(
            (row, context) ->
                new MatchQuality(
                    Share.of(row.getLong("right_links"), row.getLong("links")),
                    Share.of(row.getLong("right_links"), row.getLong("same"))))
        .one();
  }
}
