package org.klantbrug.signal;

import java.util.List;
import java.util.stream.Stream;

/** What a signal is; when and how customers hear of it is set per kind. */
public enum Kind {
  /** Something does not work as it should. */
  FAULT,
  /** What we say or write is not understood. */
  UNCLEAR,
  IDEA,
  WISH,
  PRAISE,
  /** What we ask a department about a complaint; no customer hears of it. */
  QUESTION;

  /** What people can pass on; a question is asked with the complaint that it is about. */
  public static List<Kind> passedOn() {
    return Stream.of(values()).filter(each -> each != QUESTION).toList();
  }
}
