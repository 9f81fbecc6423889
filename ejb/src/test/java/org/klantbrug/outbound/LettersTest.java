package org.klantbrug.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.complaint.Complaints;

/** Proposed texts never say "null", and never run what a customer wrote. */
class LettersTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "number", "K2026-000001",
          "name", "{number} ${7*7} <b>De Boer</b>",
          "received", "23 november 2026",
          "decision", "PARTLY",
          "reasons", "De datum klopte niet.",
          "explanation", "Een oude lijst.",
          "outside", "Er is een commissie.",
          "by", "Lotte Jansen",
          "brand", "Noorderlicht");

  private final Letters letters = new Letters();

  @ParameterizedTest
  @CsvSource({"received, nl", "received, en", "outcome, nl", "outcome, en"})
  void whatWasTypedStandsInThemAsItWasTyped(String name, String language) {
    var letter = letters.of(Complaints.class, name, language, VALUES);

    assertThat(letter.subjectLine()).contains("K2026-000001").doesNotContain("\n");
    assertThat(letter.body())
        .contains("{number} ${7*7} <b>De Boer</b>,")
        .endsWith("Lotte Jansen\nNoorderlicht")
        .doesNotContain("null");
  }

  @Test
  void whoHasNoNameIsStillGreeted() {
    var values = new HashMap<>(VALUES);
    values.put("name", "");

    assertThat(letters.of(Complaints.class, "received", "nl", values).body())
        .startsWith("Beste klant,");
  }

  @Test
  void aValueThatIsMissingIsAnErrorAndNoLetter() {
    var values = new HashMap<>(VALUES);
    values.remove("received");

    assertThatThrownBy(() -> letters.of(Complaints.class, "received", "nl", values))
        .hasMessageContaining("received");
  }

  @Test
  void theDecisionIsSaidAsItIs() {
    assertThat(letters.of(Complaints.class, "outcome", "nl", VALUES).body())
        .contains("U hebt voor een deel gelijk. De datum klopte niet.");
  }
}
