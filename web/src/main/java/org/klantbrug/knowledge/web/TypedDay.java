package org.klantbrug.knowledge.web;

import java.time.DateTimeException;
import java.time.LocalDate;

/** A day as a date field sends it. */
final class TypedDay {
  private TypedDay() {}

  /** The day; null for what is none, which the rule then asks for. */
  static LocalDate of(String typed) {
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeException none) {
      return null;
    }
  }
}
