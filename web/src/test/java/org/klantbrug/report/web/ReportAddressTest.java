package org.klantbrug.report.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.BusinessClock;

/** What is asked of the reports: a person reads on the page what was meant, a program does not. */
class ReportAddressTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-06-15");

  private final ReportAddress addresses = new ReportAddress(at("2026-06-15T10:00:00Z"));

  private static BusinessClock at(String moment) {
    var clock = new BusinessClock();
    clock.set(Clock.fixed(Instant.parse(moment), BusinessClock.ZONE));
    return clock;
  }

  @Test
  void whatIsAskedIsTakenAsItStands() {
    var asked = addresses.asked("2026-01-01", "2026-03-31", 2L, "EMAIL");

    assertThat(asked.from()).isEqualTo("2026-01-01");
    assertThat(asked.until()).isEqualTo("2026-03-31");
    assertThat(asked.channel()).isEqualTo(Channel.EMAIL);
    assertThat(addresses.asked(null, "", null, "").until()).isEqualTo(TODAY);
    assertThat(addresses.wrong("2026-01-01", "2026-03-31", "EMAIL")).isEmpty();
    assertThat(addresses.wrong(null, "", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, 31-12-2026, EMAIL",
    "2026-13-01, 2026-12-31, EMAIL",
    "2026-06-01, 2026-05-01, EMAIL",
    "1990-01-01, 2026-05-01, EMAIL",
    "2026-01-01, 2026-05-01, EMIAL"
  })
  void aProgramIsToldWhatCannotBeReadAndGetsNoOtherFigures(
      String from, String until, String channel) {
    assertThat(addresses.wrong(from, until, channel)).isNotEmpty();
    assertThat(addresses.asked(from, until, null, channel)).as("on the page").isNotNull();
  }
}
