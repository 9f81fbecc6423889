package org.klantbrug.outbound;

import java.util.List;
import java.util.stream.Stream;

/** Where a text of the house can be chosen, and which fields are known there. */
public enum TextPlace {
  /** Somebody who complains hears that we have it. */
  ACKNOWLEDGEMENT(TextField.NUMBER, TextField.RECEIVED),
  /** He hears what came of it. */
  OUTCOME(TextField.NUMBER, TextField.RECEIVED, TextField.REASONS, TextField.EXPLANATION),
  /** Why it went wrong. */
  EXPLANATION(TextField.NUMBER, TextField.RECEIVED),
  /** What we did with it, later. */
  FEEDBACK(TextField.NUMBER, TextField.RECEIVED),
  /** A note of a contact. */
  CONTACT_NOTE,
  /** What is promised to a customer. */
  PROMISE,
  /** What a department did with a signal. */
  SIGNAL_FEEDBACK(TextField.NUMBER);

  private static final List<TextField> EVERYWHERE =
      List.of(TextField.NAME, TextField.BY, TextField.BRAND, TextField.TODAY);

  private final List<TextField> own;

  TextPlace(TextField... own) {
    this.own = List.of(own);
  }

  /** The fields that a text can have here. */
  public List<TextField> fields() {
    return Stream.concat(EVERYWHERE.stream(), own.stream()).toList();
  }
}
