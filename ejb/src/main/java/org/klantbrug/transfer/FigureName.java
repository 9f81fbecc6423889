package org.klantbrug.transfer;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.shared.Spoken;

/**
 * A figure of a statement by the name that the statement gives it: "Invoices: Sum of Amount". The
 * words are {@code figure.*} in the bundle {@code org.klantbrug.rules}.
 *
 * @param entity code of the entity
 * @param measure as in {@link StatementLine}
 */
record FigureName(String entity, String measure) implements Spoken {
  private static final String CONTROL = "CONTROL_";
  private static final String DELTA = "DELTA_";
  private static final String SUM = "SUM_";

  @Override
  public String textIn(Locale language) {
    var words = ResourceBundle.getBundle("org.klantbrug.rules", language);
    return said(words, "figure.entity." + entity) + ": " + measure(words, measure);
  }

  private static String measure(ResourceBundle words, String measure) {
    if (measure.startsWith(CONTROL)) {
      return of(words, "figure.control", measure(words, measure.substring(CONTROL.length())));
    }
    if (measure.startsWith(DELTA)) {
      return of(words, "figure.delta", measure(words, measure.substring(DELTA.length())));
    }
    if (measure.startsWith(SUM)) {
      return of(
          words, "figure.sum", said(words, "figure.amount." + measure.substring(SUM.length())));
    }
    return said(words, "figure.measure." + measure);
  }

  private static String of(ResourceBundle words, String key, String what) {
    return new MessageFormat(said(words, key), words.getLocale()).format(new Object[] {what});
  }

  /** The words; of what has none the code, as the figure may be of an older statement. */
  private static String said(ResourceBundle words, String key) {
    return words.containsKey(key) ? words.getString(key) : key.substring(key.lastIndexOf('.') + 1);
  }
}
