package org.klantbrug.shared;

import java.io.Serializable;
import java.util.Locale;

/** A value inside the text of a rule that has words of its own in each language. */
public interface Spoken extends Serializable {
  /** The words for a person. */
  String textIn(Locale language);
}
