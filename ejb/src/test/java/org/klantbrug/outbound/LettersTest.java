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
      Map.ofEntries(
          Map.entry("number", "K2026-000001"),
          Map.entry("name", "{number} ${7*7} <b>De Boer</b>"),
          Map.entry("received", "23 november 2026"),
          Map.entry("hears", "4 januari 2027"),
          Map.entry("link", "https://example.nl/public/complaint-status?number=K2026-000001"),
          Map.entry("decision", "PARTLY"),
          Map.entry("reasons", "De datum klopte niet."),
          Map.entry("explanation", "Een oude lijst."),
          Map.entry("leniency", "€ 100,00"),
          Map.entry("promised", "Wat er met de brieven gebeurt"),
          Map.entry("promisedBy", "1 juli 2026"),
          Map.entry("done", "1. De brieven\nDie zijn herschreven."),
          Map.entry("asked", "De meterstand"),
          Map.entry("until", "20 mei 2026"),
          Map.entry("outside", "Er is een commissie."),
          Map.entry("by", "Lotte Jansen"),
          Map.entry("brand", "Noorderlicht"));

  private final Letters letters = new Letters();

  @ParameterizedTest
  @CsvSource({
    "received, nl",
    "received, en",
    "outcome, nl",
    "outcome, en",
    "feedback, nl",
    "feedback, en",
    "promised, nl",
    "promised, en",
    "word, nl",
    "word, en"
  })
  void whatWasTypedStandsInThemAsItWasTyped(String name, String language) {
    var letter = letters.of(Complaints.class, name, language, VALUES);

    assertThat(letter.subjectLine()).contains("K2026-000001").doesNotContain("\n");
    assertThat(letter.body())
        .contains("{number} ${7*7} <b>De Boer</b>,")
        .endsWith("Lotte Jansen\nNoorderlicht")
        .doesNotContain("null");
  }

  @Test
  void theFirstLetterSaysByWhenAndWhereToFollowItIfThatIsKnown() {
    assertThat(letters.of(Complaints.class, "received", "nl", VALUES).body())
        .contains("uiterlijk op 4 januari 2027.", "ziet u hier: https://example.nl/public/");
    var values = new HashMap<>(VALUES);
    values.put("hears", "");
    values.put("link", "");

    assertThat(letters.of(Complaints.class, "received", "en", values).body())
        .contains("what we do about it. Is there", "it reaches us.\n")
        .doesNotContain("see here", "at the latest");
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
  void theDecisionIsSaidAsItIsWithWhatIsGrantedAndWithoutWhatColleaguesSaidOfIt() {
    assertThat(letters.of(Complaints.class, "outcome", "nl", VALUES).body())
        .contains("U hebt voor een deel gelijk.", "ontvangt u € 100,00.")
        .doesNotContain("De datum klopte niet.");
    var values = new HashMap<>(VALUES);
    values.put("leniency", "");

    assertThat(letters.of(Complaints.class, "outcome", "en", values).body())
        .doesNotContain("gesture");
  }
}
