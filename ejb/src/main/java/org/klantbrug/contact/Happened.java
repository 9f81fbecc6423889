package org.klantbrug.contact;

import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.shared.Spoken;

/** What a colleague did with a promise, in words inside the text of a rule. */
final class Happened {
  private Happened() {}

  /**
   * @param kind of the event
   */
  static Spoken of(String kind) {
    return language -> words(kind, language);
  }

  private static String words(String kind, Locale language) {
    return ResourceBundle.getBundle("org.klantbrug.rules", language)
        .getString("promise.did." + kind);
  }
}
