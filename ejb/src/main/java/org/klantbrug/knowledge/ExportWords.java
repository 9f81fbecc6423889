package org.klantbrug.knowledge;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.shared.BusinessClock;

/** What the exported pages say around the answers, in one language. */
final class ExportWords {
  private final Locale language;
  private final ResourceBundle bundle;

  /**
   * @param code {@code nl} or {@code en}
   */
  ExportWords(String code) {
    language = Locale.forLanguageTag(code);
    bundle =
        ResourceBundle.getBundle(
            "org.klantbrug.knowledge.words", language, ExportWords.class.getClassLoader());
  }

  String word(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), language).format(values);
  }

  /** What people call a topic; its code if it has no name yet. */
  String topic(String code) {
    var key = "topic." + code;
    return bundle.containsKey(key) ? bundle.getString(key) : code;
  }

  String day(LocalDate day) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", language).format(day);
  }

  String moment(Instant at) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", language)
        .format(at.atZone(BusinessClock.ZONE));
  }
}
