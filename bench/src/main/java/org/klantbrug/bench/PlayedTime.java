package org.klantbrug.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.klantbrug.shared.BusinessClock;

/** The made-up day of a merger that is played: a file that the server reads its time from. */
public final class PlayedTime {
  private final Path file;
  private final BusinessClock clock = new BusinessClock();
  private long setAt;

  /**
   * Begins on a day.
   *
   * @param folder for the file
   * @param time of the day in the Netherlands
   */
  public PlayedTime(Path folder, LocalDate day, LocalTime time) {
    file = folder.resolve("time");
    set(day, time);
  }

  /** What the server is to know of it. */
  public Map<String, String> environment() {
    return Map.of("KLANTBRUG_CLOCK", file.toString());
  }

  /** The same moment for what is done beside the server; it stands still. */
  BusinessClock clock() {
    return clock;
  }

  /** From now on it is this day; time goes on from there. */
  void set(LocalDate day, LocalTime time) {
    set(day.atTime(time).atZone(BusinessClock.ZONE).toInstant());
  }

  /** It is so much later than it has become by itself. */
  void later(Duration by) {
    set(clock.now().plusNanos(System.nanoTime() - setAt).plus(by));
  }

  private void set(Instant moment) {
    setAt = System.nanoTime();
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
    write(moment);
  }

  /** The server never reads half of it. */
  private void write(Instant moment) {
    try {
      var next = Files.writeString(file.resolveSibling("time.next"), moment.toString());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The time cannot be set in " + file, e);
    }
  }
}
