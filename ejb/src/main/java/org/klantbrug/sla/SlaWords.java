package org.klantbrug.sla;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Spoken;

/** What the codes of the clocks are called, and how their times are said. */
final class SlaWords {
  private static final long HOUR = 60;
  private static final long DAY = 24 * HOUR;

  private SlaWords() {}

  /** What people call a channel, in the midst of a sentence. */
  static Spoken channel(Channel channel) {
    return language -> text(language, "sla.channel." + channel);
  }

  /** What people call a stage, in the midst of a sentence. */
  static Spoken stage(Stage stage) {
    return language -> text(language, "sla.stage." + stage);
  }

  /** Why something happened to a clock: a code of who did it in words, or words as they are. */
  static String reason(Locale language, String reason) {
    var bundle = ResourceBundle.getBundle("org.klantbrug.rules", language);
    var key = "sla.because." + reason;
    return bundle.containsKey(key) ? bundle.getString(key) : reason;
  }

  /** A text with values in it. */
  static String say(Locale language, String key, Object... values) {
    return new MessageFormat(text(language, key), language).format(values);
  }

  private static String text(Locale language, String key) {
    return ResourceBundle.getBundle("org.klantbrug.rules", language).getString(key);
  }

  /** A moment with its day of the week. Dutch time. */
  static String moment(Locale language, Instant at) {
    return DateTimeFormatter.ofPattern("EEEE d MMMM HH:mm", language)
        .format(at.atZone(BusinessClock.ZONE));
  }

  /** A day with its day of the week. */
  static String day(Locale language, LocalDate day) {
    return DateTimeFormatter.ofPattern("EEEE d MMMM", language).format(day);
  }

  /** How long something took: in days from one day on, in hours from one hour on. */
  static String length(Locale language, Duration time) {
    var minutes = time.toMinutes();
    if (minutes >= DAY) {
      return say(language, "sla.days", Math.round((double) minutes / DAY));
    }
    return minutes >= HOUR
        ? say(language, "sla.hours", Math.round((double) minutes / HOUR))
        : say(language, "sla.minutes", minutes);
  }
}
