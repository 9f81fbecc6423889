package org.klantbrug.crisis;

import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.shared.Spoken;

/** How far a crisis is, in the words of a rule: {@code crisis.is.*}. */
record StateName(Crisis.State state) implements Spoken {
  @Override
  public String textIn(Locale language) {
    return ResourceBundle.getBundle("org.klantbrug.rules", language)
        .getString("crisis.is." + state);
  }
}
