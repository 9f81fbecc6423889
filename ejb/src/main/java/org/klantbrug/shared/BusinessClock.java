package org.klantbrug.shared;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The one clock of the application and its processes. Tests set it; for a merger that is played on
 * made-up days the environment names a file that does ({@link PlayedClock}).
 */
@ApplicationScoped
public class BusinessClock {
  /** Where the customers live; days are counted here. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private volatile Clock clock = PlayedClock.orElse(Clock.system(ZONE));

  /** This moment. */
  public Instant now() {
    return clock.instant();
  }

  /** This day in {@link #ZONE}. */
  public LocalDate today() {
    return LocalDate.now(clock.withZone(ZONE));
  }

  /** From now on {@code other} tells the time. */
  public void set(Clock other) {
    clock = other;
  }
}
