package org.klantbrug.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time of a merger that is played on made-up days. */
class PlayedClockTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-23T20:00:00Z");
  private static final Instant FIVE_MINUTES_LATER = Instant.parse("2026-11-23T20:05:00Z");

  @TempDir Path folder;

  @Test
  void goesOnFromTheMomentInItsFile() throws Exception {
    var file = Files.writeString(folder.resolve("time"), "2027-02-01T06:00:00Z\n");
    Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    var clock = new PlayedClock(file, Clock.fixed(FIVE_MINUTES_LATER, BusinessClock.ZONE));

    assertThat(clock.instant()).isEqualTo("2027-02-01T06:05:00Z");
    assertThat(clock.withZone(BusinessClock.ZONE).instant()).isEqualTo("2027-02-01T06:05:00Z");
  }

  @Test
  void isTheTrueTimeWhereNoFileIsNamed() {
    var real = Clock.systemUTC();

    assertThat(PlayedClock.orElse(real)).isSameAs(real);
  }
}
