package org.klantbrug.objection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.calendar.Calendars.weekdays;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.objection.LeavingRule.ChangeFrees;

/** When a contract can end, as a table: the rules are those that the database holds at first. */
class EndDateTest {
  private static final WorkingCalendar WEEKDAYS =
      new WorkingCalendar(weekdays(null, "08:00-18:00"), List.of(), Map.of());

  private static final Map<String, LeavingRule> RULES =
      Map.of(
          "TELECOM",
          new LeavingRule(
              Period.ofMonths(1),
              true,
              false,
              "art. 7.2a Tw",
              ChangeFrees.ANY_DAY,
              0,
              "art. 7.2 Tw"),
          "ENERGY",
          new LeavingRule(
              Period.ofDays(30),
              false,
              false,
              "art. 95m E-wet",
              ChangeFrees.ANY_DAY,
              5,
              "art. 95m E-wet"),
          "INSURANCE",
          new LeavingRule(
              Period.ofMonths(2),
              true,
              true,
              "art. 7:940 BW",
              ChangeFrees.THAT_DAY,
              0,
              "art. 7:940 lid 4 BW"),
          "OTHER",
          new LeavingRule(Period.ofMonths(1), true, false, "Wet van Dam", ChangeFrees.NO, 0, ""));

  @ParameterizedTest(name = "{0}, began {2} for {3} months, said {1}: {6} by {7}")
  @CsvSource({
    // by the month: the time of notice
    "OTHER,     2026-05-04, 2020-01-01,  1,           ,           , 2026-06-04, NOTICE",
    "TELECOM,   2026-05-04, 2020-01-01,  1,           ,           , 2026-06-04, NOTICE",
    "ENERGY,    2026-05-04, 2020-01-01,  1,           ,           , 2026-06-03, NOTICE",
    "OTHER,     2026-01-31, 2020-01-01,  1,           ,           , 2026-02-28, NOTICE",
    // a term with months left: it is served, but for energy
    "OTHER,     2026-05-04, 2025-10-01, 12,           ,           , 2026-10-01, TERM",
    "TELECOM,   2026-05-04, 2025-10-01, 24,           ,           , 2027-10-01, TERM",
    "ENERGY,    2026-05-04, 2025-10-01, 12,           ,           , 2026-06-03, EARLY",
    // shortly before the end of a term the notice is longer
    "OTHER,     2026-09-20, 2025-10-01, 12,           ,           , 2026-10-20, TERM",
    "ENERGY,    2026-09-20, 2025-10-01, 12,           ,           , 2026-10-20, NOTICE",
    // renewed tacitly: by the month, but for insurance
    "OTHER,     2026-05-04, 2024-10-01, 12,           ,           , 2026-06-04, RENEWED",
    "INSURANCE, 2026-05-04, 2024-10-01, 12,           ,           , 2026-10-01, TERM",
    "INSURANCE, 2026-09-04, 2024-10-01, 12,           ,           , 2027-10-01, TERM",
    // because of the change: free of charge
    "TELECOM,   2026-05-04, 2025-10-01, 24,           , 2026-07-05, 2026-05-04, CHANGE",
    "ENERGY,    2026-05-04, 2025-10-01, 12,           , 2026-07-05, 2026-05-11, CHANGE",
    "INSURANCE, 2026-05-04, 2025-10-01, 12,           , 2026-07-05, 2026-07-05, CHANGE",
    "OTHER,     2026-05-04, 2025-10-01, 12,           , 2026-07-05, 2026-10-01, TERM",
    // on the day itself still, after it no more
    "TELECOM,   2026-07-05, 2025-10-01, 24,           , 2026-07-05, 2026-07-05, CHANGE",
    "TELECOM,   2026-07-06, 2025-10-01, 24,           , 2026-07-05, 2027-10-01, TERM",
    // it ends by itself before that
    "OTHER,     2026-05-04, 2025-10-01, 12, 2026-05-31,           , 2026-05-31, ENDS_ALREADY",
    // nobody knows when it began: by the month
    "OTHER,     2026-05-04,           , 24,           ,           , 2026-06-04, NOTICE",
  })
  void contractEnds(
      String trade,
      LocalDate said,
      LocalDate began,
      int months,
      LocalDate ends,
      LocalDate changes,
      LocalDate day,
      ContractEnd.Basis basis) {
    var end = end(trade, new EndDate.Facts(said, began, months, ends, changes), null);

    assertThat(end.on()).isEqualTo(day);
    assertThat(end.basis()).isEqualTo(basis);
  }

  @Test
  void aLaterDayIsHisToChoose() {
    var facts = new EndDate.Facts(day("2026-05-04"), day("2020-01-01"), 1, null, day("2026-07-05"));

    assertThat(end("TELECOM", facts, day("2026-06-30")).on()).isEqualTo("2026-06-30");
    assertThat(end("TELECOM", facts, day("2026-01-01")).on()).isEqualTo("2026-05-04");
  }

  @Test
  void theDayIsExplainedWithItsSource() {
    var facts = new EndDate.Facts(day("2026-05-04"), day("2025-10-01"), 12, null, null);

    assertThat(end("OTHER", facts, null).because(Locale.forLanguageTag("nl")))
        .contains("1 oktober 2026", "Wet van Dam");
    assertThat(end("ENERGY", facts, null).because(Locale.ENGLISH))
        .contains("3 June 2026", "1 October 2026", "fee");
  }

  @ParameterizedTest
  @CsvSource({
    "Month-to-month, 1",
    "One year, 12",
    "Two year, 24",
    "1 jaar, 12",
    "24 maanden, 24",
    "twee jaar, 24",
    "onbekend, 1"
  })
  void aTermIsCountedInMonths(String delivered, int months) {
    assertThat(Term.months(delivered)).isEqualTo(months);
  }

  private static ContractEnd end(String trade, EndDate.Facts facts, LocalDate wished) {
    return new EndDate(RULES.get(trade), WEEKDAYS).of(facts, wished);
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
