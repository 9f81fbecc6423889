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
  private static final String SUM = "SUM_";

  @Override
  public String textIn(Locale language) {
    var words = ResourceBundle.getBundle("org.klantbrug.rules", language);
    return said(words, "figure.entity." + entity) + ": " + measure(words, measure);
  }

  private static String measure(ResourceBundle words, String measure) {
    if (measure.startsWith(CONTROL)) {
      var of = measure(words, measure.substring(CONTROL.length()));
      return new MessageFormat(said(words, "figure.control"), words.getLocale())
          .format(new Object[] {of});
    }
    if (measure.startsWith(SUM)) {
      var of = said(words, "figure.amount." + measure.substring(SUM.length()));
      return new MessageFormat(said(words, "figure.sum"), words.getLocale())
          .format(new Object[] {of});
    }
    return said(words, "figure.measure." + measure);
  }

  /** The words; of what has none the code, as the figure may be of an older statement. */
  private static String said(ResourceBundle words, String key) {
    return words.containsKey(key) ? words.getString(key) : key.substring(key.lastIndexOf('.') + 1);
  }
}
