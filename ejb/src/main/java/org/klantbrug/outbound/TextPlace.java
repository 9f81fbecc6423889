package org.klantbrug.outbound;

import java.util.List;
import java.util.stream.Stream;

/** Where a text of the house can be chosen, and which fields are known there. */
public enum TextPlace {
  /** Somebody who complains hears that we have it. */
  ACKNOWLEDGEMENT(TextField.NAME, TextField.NUMBER, TextField.RECEIVED),
  /** He hears what came of it. */
  OUTCOME(
      TextField.NAME,
      TextField.NUMBER,
      TextField.RECEIVED,
      TextField.REASONS,
      TextField.EXPLANATION),
  /** Why it went wrong. */
  EXPLANATION(TextField.NAME, TextField.NUMBER, TextField.RECEIVED),
  /** What we did with it, later. */
  FEEDBACK(TextField.NAME, TextField.NUMBER, TextField.RECEIVED),
  /** A note of a contact. */
  CONTACT_NOTE(TextField.NAME),
  /** What is promised to a customer. */
  PROMISE(TextField.NAME),
  /** What a department did with a signal, for all customers who hear it. */
  SIGNAL_FEEDBACK(TextField.NAME, TextField.NUMBER),
  /** An answer to a mail. */
  MAIL_ANSWER(TextField.NAME);

  private static final List<TextField> EVERYWHERE =
      List.of(TextField.BY, TextField.BRAND, TextField.TODAY);

  private final List<TextField> own;

  TextPlace(TextField... own) {
    this.own = List.of(own);
  }

  /** The fields that a text can have here. */
  public List<TextField> fields() {
    return Stream.concat(own.stream(), EVERYWHERE.stream()).toList();
  }
}
