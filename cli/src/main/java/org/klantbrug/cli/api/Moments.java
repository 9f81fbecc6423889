package org.klantbrug.cli.api;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments for people at the keyboard; JSON keeps them as the server gave them. */
public final class Moments {
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Europe/Amsterdam"));

  private Moments() {}

  /**
   * Day and time in the Netherlands.
   *
   * @param iso ISO 8601 with its zone
   */
  public static String readable(String iso) {
    return TO_THE_SECOND.format(Instant.parse(iso));
  }
}
