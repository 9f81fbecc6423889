package org.klantbrug.matching;

import java.util.List;
import java.util.Locale;

/**
 * Why a pair weighs what it weighs. All figures are bits: one bit more doubles the odds.
 *
 * @param weight the sum of what follows
 * @param prior before anything is compared
 * @param relatives what is taken off because a relative at the same address would look like this
 * @param reasons per field that both records know
 */
public record Explanation(
    double weight, double prior, double relatives, List<Explanation.Reason> reasons) {

  /**
   * What one field adds or takes off.
   *
   * @param field name of the {@link MatchField}
   * @param level how far the values agree
   * @param bits above 0 speaks for one person, below 0 for two
   */
  public record Reason(String field, Level level, double bits) {}

  /** In English words, without the values themselves. */
  public String inWords(MatchLayout layout) {
    var words = new StringBuilder();
    for (var field : layout.fields()) {
      for (var reason : reasons) {
        if (reason.field().equals(field.name())) {
          words
              .append(field.label())
              .append(' ')
              .append(reason.level().words())
              .append(' ')
              .append(bits(reason.bits()))
              .append("; ");
        }
      }
    }
    if (relatives < -.05) {
      words.append("others at one address share much of this ");
      words.append(bits(relatives)).append("; ");
    }
    return words.append("before comparing ").append(bits(prior)).toString();
  }

  private static String bits(double bits) {
    return String.format(Locale.ROOT, "(%+.1f)", bits);
  }
}
