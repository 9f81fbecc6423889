package org.klantbrug.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.slf4j.LoggerFactory;

/**
 * The time of a merger that is played on made-up days: a file holds a moment (ISO 8601), and from
 * when it was written time goes on as it always does. Whoever may write the file sets the time of
 * the server, so it is named in the environment alone, and never where real customers are served.
 */
final class PlayedClock extends Clock {
  /** Environment: path of the file; without it the time is the true one. */
  static final String FILE = "KLANTBRUG_CLOCK";

  private static final long LOOK_EVERY = Duration.ofMillis(100).toNanos();

  private final Path file;
  private final Clock real;
  private volatile Seen seen;

  /** What the file added to the true time, and when it was looked at. */
  private record Seen(Duration ahead, long at) {}

  /**
   * @param file holds a moment
   * @param real by which time goes on
   */
  PlayedClock(Path file, Clock real) {
    this.file = file;
    this.real = real;
  }

  /** The clock of the file that the environment names; else this one. */
  static Clock orElse(Clock real) {
    var named = System.getenv(FILE);
    if (named == null || named.isBlank()) {
      return real;
    }
    LoggerFactory.getLogger(PlayedClock.class)
        .warn("{} is set: days are made up and come from {}", FILE, named);
    return new PlayedClock(Path.of(named), real);
  }

  @Override
  public Instant instant() {
    var now = System.nanoTime();
    var known = seen;
    if (known == null || now - known.at() > LOOK_EVERY) {
      known = new Seen(ahead(), now);
      seen = known;
    }
    return real.instant().plus(known.ahead());
  }

  private Duration ahead() {
    try {
      var written = Files.getLastModifiedTime(file).toInstant();
      return Duration.between(written, Instant.parse(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("The file that sets the time cannot be read: " + file, e);
    }
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new PlayedClock(file, real.withZone(zone));
  }
}
