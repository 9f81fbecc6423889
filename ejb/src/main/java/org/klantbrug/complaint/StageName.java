package org.klantbrug.complaint;

import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.shared.Spoken;

/** What a complaint waits for, in the words of a rule: {@code complaint.waits.*}. */
record StageName(Stage stage) implements Spoken {
  @Override
  public String textIn(Locale language) {
    return ResourceBundle.getBundle("org.klantbrug.rules", language)
        .getString("complaint.waits." + stage);
  }
}
