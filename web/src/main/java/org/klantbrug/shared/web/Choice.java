package org.klantbrug.shared.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/** Values of a query that are not plain text, told apart by name when they cannot be read. */
public final class Choice {
  private Choice() {}

  /** One of the constants of an enum. */
  public static <E extends Enum<E>> E of(Class<E> type, String name, String typed) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(typed))
        .findFirst()
        .orElseThrow(
            () ->
                new Unreadable(
                    name + " is one of " + Arrays.toString(type.getEnumConstants()) + "."));
  }

  /** One of the constants of an enum; with another, the page that was asked for is not there. */
  public static <E extends Enum<E>> E onPage(Class<E> type, String typed) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(typed))
        .findFirst()
        .orElseThrow(NotThere::new);
  }

  /** A moment in ISO 8601. */
  public static Instant moment(String name, String typed) {
    try {
      return Instant.parse(typed == null ? "" : typed);
    } catch (DateTimeException e) {
      throw new Unreadable(name + " is a moment, for example 2026-10-31T23:00:00Z.");
    }
  }
}
