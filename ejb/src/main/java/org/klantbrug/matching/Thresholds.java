package org.klantbrug.matching;

/**
 * From which weight on what happens.
 *
 * @param link bits from which a pair is linked without a person looking at it
 * @param review bits from which a pair goes to a person; at most {@code link}
 */
public record Thresholds(double link, double review) {
  /** Odds of 150 to 1 for a link, of 1 to 8 for a look. */
  public static final Thresholds USUAL = new Thresholds(7.2, -3);

  /** Refuses what cannot be meant. */
  public Thresholds {
    if (!(link >= review)) {
      throw new IllegalArgumentException(
          "The weight for a link must not be below the weight for a review");
    }
  }
}
