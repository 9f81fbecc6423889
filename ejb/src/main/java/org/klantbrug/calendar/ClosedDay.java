package org.klantbrug.calendar;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import org.klantbrug.shared.Spoken;

/**
 * A day on which we are closed, and why.
 *
 * @param holiday null if it is none
 * @param reason of a closing day, as staff wrote it; null if it is a holiday or such a day of the
 *     week
 * @param unusual whether we would be open on such a day of the week
 */
public record ClosedDay(LocalDate day, Holiday holiday, String reason, boolean unusual)
    implements Spoken {
  private static final long serialVersionUID = 1L;

  @Override
  public String textIn(Locale language) {
    if (reason != null) {
      return reason;
    }
    return holiday != null
        ? holiday.textIn(language)
        : day.getDayOfWeek().getDisplayName(TextStyle.FULL, language);
  }
}
