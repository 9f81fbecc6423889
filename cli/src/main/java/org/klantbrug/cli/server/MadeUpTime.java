package org.klantbrug.cli.server;

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
import java.util.Optional;
import org.klantbrug.cli.Refused;
import org.klantbrug.shared.BusinessClock;

/**
 * The made-up day of a demonstration, so that a wave of next month can go over now: a file holds a
 * moment, and from when it was written time goes on. The server reads it, and whoever stops and
 * starts the demonstration finds it on that day again.
 */
final class MadeUpTime {
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private final Path file;

  private MadeUpTime(Path file) {
    this.file = file;
  }

  /** That of this installation; empty if its days are real. */
  static Optional<MadeUpTime> find(Installation installation) {
    return Optional.of(new MadeUpTime(installation.data().resolve("demonstration/time")))
        .filter(time -> Files.exists(time.file));
  }

  /** As {@link #find}, and begins today if there is none yet. */
  static MadeUpTime begin(Installation installation) {
    return find(installation)
        .orElseGet(
            () -> {
              var time = new MadeUpTime(installation.folder("demonstration").resolve("time"));
              time.write(LocalDate.now(BusinessClock.ZONE));
              return time;
            });
  }

  /** What the server is to know of it. */
  Map<String, String> environment() {
    return Map.of("KLANTBRUG_CLOCK", file.toString());
  }

  /** The same moment for what is done beside the server; it stands still. */
  BusinessClock clock() {
    var clock = new BusinessClock();
    clock.set(Clock.fixed(now(), BusinessClock.ZONE));
    return clock;
  }

  LocalDate today() {
    return LocalDate.ofInstant(now(), BusinessClock.ZONE);
  }

  private Instant now() {
    try {
      var since = Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
      return Instant.parse(Files.readString(file).strip()).plus(since);
    } catch (IOException e) {
      throw new UncheckedIOException("The time cannot be read from " + file, e);
    }
  }

  /**
   * It is the morning of this day from now on.
   *
   * @throws Refused if that day is over
   */
  void set(LocalDate day) {
    if (!day.isAfter(today())) {
      throw new Refused("It is " + today() + " already: time only goes on.");
    }
    write(day);
  }

  /** The server never reads half of it. */
  private void write(LocalDate day) {
    try {
      var moment = day.atTime(MORNING).atZone(BusinessClock.ZONE).toInstant();
      var next = Files.writeString(file.resolveSibling("time.next"), moment.toString());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The time cannot be set in " + file, e);
    }
  }
}
