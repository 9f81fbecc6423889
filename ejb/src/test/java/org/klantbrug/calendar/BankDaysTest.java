package org.klantbrug.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BankDaysTest {
  @Test
  void aWeekendIsPassedOver() {
    assertThat(before("2026-05-20", 3)).as("Tuesday, Monday, Friday").isEqualTo("2026-05-15");
  }

  @Test
  void banksAreClosedAroundEasterAndOnTheFirstOfMay() {
    assertThat(before("2026-04-08", 3)).as("from Wednesday over Easter").isEqualTo("2026-04-01");
    assertThat(before("2026-05-04", 1)).as("1 May is a Friday").isEqualTo("2026-04-30");
  }

  @Test
  void banksWorkOnKingsDayAndOnAscensionDay() {
    assertThat(before("2026-04-28", 1)).isEqualTo("2026-04-27");
    assertThat(before("2026-05-15", 1)).isEqualTo("2026-05-14");
  }

  @Test
  void aYearEndsBetweenTwoClosedDays() {
    assertThat(before("2027-01-04", 2)).isEqualTo("2026-12-30");
  }

  private static LocalDate before(String day, int bankDays) {
    return BankDays.before(LocalDate.parse(day), bankDays);
  }
}
