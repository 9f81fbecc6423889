package org.klantbrug.signal;

import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.shared.Spoken;

/** How far a signal has come, in the words of a rule: {@code signal.is.*}. */
record StateName(State state) implements Spoken {
  @Override
  public String textIn(Locale language) {
    return ResourceBundle.getBundle("org.klantbrug.rules", language)
        .getString("signal.is." + state);
  }
}
