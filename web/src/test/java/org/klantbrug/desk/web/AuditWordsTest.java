package org.klantbrug.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.web.Texts;

/** The log keeps codes and counts; people read words. */
class AuditWordsTest {
  private final AuditWords words =
      new AuditWords(
          new Texts() {
            @Override
            public Locale locale() {
              return Locale.ENGLISH;
            }

            @Override
            public String code(String family, Object code) {
              return "<" + family + code + ">";
            }
          });

  @Test
  void aMappingOfComplaintsIsNotCalledAReasonToOpenACustomer() {
    assertThat(why("mappingConfirmed", "COMPLAINT")).isEqualTo("<entity.COMPLAINT>");
    assertThat(why("fileRead", "COMPLAINT")).isEqualTo("<entity.COMPLAINT>");
    assertThat(why("customerOpened", "COMPLAINT")).isEqualTo("<customer.purpose.COMPLAINT>");
  }

  @Test
  void aTaskThatWasGivenSaysToWhom() {
    assertThat(why("workMoved", "closeSignal: GIVE Emma Clarke"))
        .isEqualTo("<step.closeSignal>: <work.deed.GIVE>: <work.priority.Emma Clarke>");
    assertThat(why("workMoved", "closeSignal: CLAIM"))
        .isEqualTo("<step.closeSignal>: <work.deed.CLAIM>");
  }

  @Test
  void aControlTotalIsNamedAndItsFiguresStay() {
    assertThat(why("totalChanged", "INVOICE COUNT: 3 -> 4"))
        .isEqualTo("<entity.INVOICE>, <measure.COUNT>: 3 → 4");
  }

  @Test
  void reasonsOfRejectsAndWarningsAreInWordsWithTheirCounts() {
    assertThat(why("rejectsLetGo", "NO_KEY 12")).isEqualTo("12 lines: " + said(Reason.NO_KEY));
    assertThat(why("rejectsRuleApplied", "NO_KEY 3/5"))
        .isEqualTo("3 of 5 repaired: " + said(Reason.NO_KEY));
    assertThat(why("warningsRead", "iban WRONG_IBAN 50"))
        .isEqualTo("50 lines: <field.iban>, " + said(Reason.WRONG_IBAN));
    assertThat(why("warningsSet", "birth_date WRONG_DATE 1"))
        .isEqualTo("1 line: <field.birth_date>, " + said(Reason.WRONG_DATE));
  }

  @Test
  void workWithoutTheCustomerIsNotCalledAnIdentityCheck() {
    assertThat(what("purposeNoted", "COMPLAINT")).isEqualTo("<audit.action.purposeNoted>");
    assertThat(what("identityChecked", "COMPLAINT")).isEqualTo("<audit.action.purposeNoted>");
    assertThat(what("identityChecked", "ADDRESS ANSWERED"))
        .isEqualTo("<audit.action.identityChecked>");
    assertThat(why("purposeNoted", "COMPLAINT")).isEqualTo("<customer.purpose.COMPLAINT>");
  }

  @Test
  void aReportIsNamedByItsFieldOrKindOfRecord() {
    assertThat(why("correctionReported", "given_name")).isEqualTo("<customer.field.given_name>");
    assertThat(why("correctionAccepted", "VALUE-given_name"))
        .isEqualTo("<customer.field.given_name>");
    assertThat(why("correctionDeclined", "INVOICE-12")).isEqualTo("<customer.subject.INVOICE>");
  }

  @Test
  void countsAreSaidInWords() {
    assertThat(why("pairsListed", "0+12")).isEqualTo("numbers 1 to 12");
    assertThat(why("pairsListed", "0+0")).isEqualTo("none");
    assertThat(why("promisesListed", "1")).isEqualTo("1 promise");
    assertThat(why("promisesListed", "8")).isEqualTo("8 promises");
    assertThat(why("promisesExported", "MINE OPEN 8"))
        .isEqualTo("<promises.show.mine>, <promises.when.open>: 8 promises");
    assertThat(why("vanishedListed", "0+3")).isEqualTo("numbers 1 to 3");
    assertThat(why("figureRowsListed", "INVOICE SUM_open_amount 100+37"))
        .isEqualTo("<entity.INVOICE>, Sum of <field.open_amount>: numbers 101 to 137");
    assertThat(why("figureRowsListed", "INVOICE CONTROL_COUNT 214748364700+0"))
        .isEqualTo("<entity.INVOICE>, <measure.COUNT>, by their own ledger: none");
    assertThat(why("rejectsExported", "1")).isEqualTo("1 line");
    assertThat(why("visibleFromMoved", "2026-05-01 -> 2026-06-01"))
        .doesNotContain("2026-05")
        .contains("→");
  }

  @Test
  void aChangeOfTheCalendarNamesItsDayOrHoliday() {
    assertThat(why("calendarChanged", "HOLIDAY_OPEN KINGS_DAY"))
        .isEqualTo("<audit.calendar.HOLIDAY_OPEN> King's Day");
    assertThat(why("calendarChanged", "DAY_CLOSED 2027-06-04")).doesNotContain("2027-06");
  }

  @Test
  void whatIsNoCodeStaysAsItIs() {
    assertThat(why("rejectLimitSet", "50000 -> 10")).isEqualTo("50000 → 10");
    assertThat(why("workDone", "no answer at all")).isEqualTo("no answer at all");
  }

  private static String said(Reason reason) {
    return reason.textIn(Locale.ENGLISH);
  }

  private String what(String action, String purpose) {
    return words.what(entry(action, purpose));
  }

  private String why(String action, String purpose) {
    return words.why(entry(action, purpose));
  }

  private static Audit.Entry entry(String action, String purpose) {
    return new Audit.Entry(1, Instant.EPOCH, 1L, "sanne", action, "file", "1", purpose);
  }
}
