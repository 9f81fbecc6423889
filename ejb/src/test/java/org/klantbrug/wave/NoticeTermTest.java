package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.calendar.Calendars.weekdays;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.merger.Sector;

/** By when customers must have been told. */
class NoticeTermTest {
  private static final WorkingCalendar WEEKDAYS =
      new WorkingCalendar(weekdays(null, "08:00-18:00"), List.of(), Map.of());

  @ParameterizedTest
  @CsvSource({
    "TELECOM, 2027-03-31, 2027-02-28",
    "TELECOM, 2028-03-31, 2028-02-29",
    "TELECOM, 2027-05-31, 2027-04-30",
    "TELECOM, 2027-03-15, 2027-02-15",
    "ENERGY, 2027-03-31, 2027-03-03",
    "OTHER, 2027-03-01, 2027-02-01"
  })
  void theLastLegalDayIsByTheSector(Sector sector, LocalDate change, LocalDate last) {
    assertThat(new NoticeTerm(sector.noticePeriod(), 0, WEEKDAYS).lastLegalDay(change))
        .isEqualTo(last);
  }

  /** 29 days: in time for four weeks, too late for a calendar month. */
  @Test
  void aLetterOf2MarchIsTooLateFor31MarchInTelecom() {
    var letter = LocalDate.parse("2027-03-02");
    var change = LocalDate.parse("2027-03-31");

    assertThat(letter)
        .isAfter(new NoticeTerm(Sector.TELECOM.noticePeriod(), 0, WEEKDAYS).lastLegalDay(change))
        .isBefore(new NoticeTerm(Sector.OTHER.noticePeriod(), 0, WEEKDAYS).lastLegalDay(change));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2027-02-26", // 28 February 2027 is a Sunday
    "1, 2027-02-25",
    "5, 2027-02-19"
  })
  void lettersLeaveUsWorkingDaysBefore(int margin, LocalDate sent) {
    assertThat(
            new NoticeTerm(Sector.TELECOM.noticePeriod(), margin, WEEKDAYS)
                .sendBy(LocalDate.parse("2027-03-31")))
        .isEqualTo(sent);
  }
}
