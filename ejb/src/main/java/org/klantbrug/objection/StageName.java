package org.klantbrug.objection;

import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.shared.Spoken;

/** What an objection waits for, in the words of a rule: {@code objection.is.*}. */
record StageName(Stage stage) implements Spoken {
  @Override
  public String textIn(Locale language) {
    return ResourceBundle.getBundle("org.klantbrug.rules", language)
        .getString("objection.is." + stage);
  }
}
