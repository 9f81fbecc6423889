package org.klantbrug.desk.web;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What a customer is written about a promise: in his own language and under the brand he knows,
 * whatever the language of the colleague.
 *
 * @param subject of the message
 * @param text plain, with line ends
 */
record PromiseLetter(String subject, String text) {
  private static final String BUNDLE = "org.klantbrug.web.messages";

  /**
   * @param language of the customer
   * @param name of the customer; null if we have none
   * @param brand under which he knows us
   * @param promise what we promised, in the colleague's words
   * @param due the last day; null if none was given
   * @param by the colleague who signs
   */
  static PromiseLetter of(
      Locale language, String name, String brand, String promise, LocalDate due, String by) {
    var texts = ResourceBundle.getBundle(BUNDLE, language);
    var greeting =
        name == null
            ? texts.getString("promise.letter.dear")
            : say(texts, "promise.letter.dear-name", name);
    var day =
        due == null
            ? ""
            : say(
                texts,
                "promise.letter.due",
                DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", language).format(due));
    return new PromiseLetter(
        say(texts, "promise.letter.subject", brand),
        String.join(
            "\n",
            greeting,
            "",
            texts.getString("promise.letter.promised"),
            "",
            promise,
            "",
            day + texts.getString("promise.letter.not-kept"),
            "",
            texts.getString("promise.letter.regards"),
            by,
            brand));
  }

  private static String say(ResourceBundle texts, String key, Object value) {
    return new MessageFormat(texts.getString(key), texts.getLocale()).format(new Object[] {value});
  }
}
