package org.klantbrug.merger.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.RuleBroken;

class ExpectedTest {
  private static final Locale DUTCH = Locale.forLanguageTag("nl");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a whole number|een heel getal",
        "4 fields, not 5|4 velden, niet 5",
        "at most 130 years|hooguit 130 jaar",
        "at most 2026-10-31|uiterlijk 2026-10-31",
        "a postcode of DE|een postcode van DE",
        "dd-MM-yyyy|dd-mm-jjjj",
        "yyyy-MM-ddTHH:mm:ss.SX|jjjj-mm-dd uu:mm:ss, met tijdzone",
        "F, M, X|F, M, X"
      })
  void whatWasExpectedIsToldInDutch(String stored, String dutch) {
    assertThat(new Expected(stored).textIn(DUTCH)).isEqualTo(dutch);
  }

  @Test
  void aMissingParentIsNamed() {
    assertThat(Expected.parent(Entity.INVOICE).textIn(DUTCH)).startsWith("een factuur");
  }

  @Test
  void aRuleSpeaksOneLanguageToItsLastWord() {
    var rule = new RuleBroken("reject.still-wrong", Reason.NO_KEY, new Expected("a closing quote"));

    assertThat(rule.textIn(DUTCH))
        .contains(Reason.NO_KEY.textIn(DUTCH), "een sluitend aanhalingsteken")
        .doesNotContain("NO_KEY", "closing");
  }
}
