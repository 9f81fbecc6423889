package org.klantbrug.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A customer reads what was promised in his own language, under the brand he knows. */
class PromiseLetterTest {
  private static final LocalDate DUE = LocalDate.parse("2026-05-06");

  @Test
  void aDutchCustomerReadsDutch() {
    var letter = letter("nl", "Jan de Vries", DUE);

    assertThat(letter.subject()).isEqualTo("Zuidkabel: bevestiging van onze afspraak");
    assertThat(letter.text())
        .startsWith("Beste Jan de Vries,\n")
        .contains("\nWij bellen {0} 'morgen'\n", "uiterlijk op woensdag 6 mei 2026")
        .endsWith("Lotte Jansen\nZuidkabel");
  }

  @Test
  void anotherReadsEnglishAndWithoutADayNoneIsNamed() {
    var letter = letter("en", null, null);

    assertThat(letter.text()).startsWith("Dear customer,\n").doesNotContain(" by ");
    assertThat(letter("en", "Jan", DUE).text()).contains("by Wednesday 6 May 2026");
  }

  private static PromiseLetter letter(String language, String name, LocalDate due) {
    return PromiseLetter.of(
        Locale.forLanguageTag(language),
        name,
        "Zuidkabel",
        "Wij bellen {0} 'morgen'",
        due,
        "Lotte Jansen");
  }
}
