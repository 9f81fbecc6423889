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
    assertThat(why("customerOpened", "COMPLAINT")).isEqualTo("<customer.purpose.COMPLAINT>");
  }

  @Test
  void aControlTotalIsNamedAndItsFiguresStay() {
    assertThat(why("totalChanged", "INVOICE COUNT: 3 -> 4"))
        .isEqualTo("<entity.INVOICE>, <measure.COUNT>: 3 -> 4");
  }

  @Test
  void reasonsOfRejectsAndWarningsAreInWordsWithTheirCounts() {
    assertThat(why("rejectsLetGo", "NO_KEY 12"))
        .isEqualTo(Reason.NO_KEY.textIn(Locale.ENGLISH) + ": 12");
    assertThat(why("rejectsRuleApplied", "NO_KEY 3/5"))
        .isEqualTo(Reason.NO_KEY.textIn(Locale.ENGLISH) + ": 3/5");
    assertThat(why("warningsSet", "birth_date WRONG_DATE 1"))
        .isEqualTo("<field.birth_date>, " + Reason.WRONG_DATE.textIn(Locale.ENGLISH) + ": 1");
  }

  @Test
  void whatIsNoCodeStaysAsItIs() {
    assertThat(why("rejectLimitSet", "50000 -> 10")).isEqualTo("50000 -> 10");
    assertThat(why("workDone", "no answer at all")).isEqualTo("no answer at all");
  }

  private String why(String action, String purpose) {
    return words.why(new Audit.Entry(1, Instant.EPOCH, 1L, "sanne", action, "file", "1", purpose));
  }
}
