package org.klantbrug.objection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Letters;

/** What is proposed to be written: complete, and what a customer is called is never run. */
class ObjectionLettersTest {
  private static final Staff LOTTE =
      new Staff(1, "lotte", "Lotte Jansen", "nl", false, null, Set.of(), Set.of());
  private static final List<Ending.OfContract> ENDS =
      List.of(
          new Ending.OfContract(
              "C1",
              "Stroom {x}",
              new ContractEnd(
                  LocalDate.parse("2026-06-30"),
                  LocalDate.parse("2026-05-11"),
                  ContractEnd.Basis.CHANGE,
                  "art. 95m",
                  null)));

  private final ObjectionLetters letters = new ObjectionLetters(new Letters());

  @ParameterizedTest
  @CsvSource({
    "CALL, , nl",
    "CALL, , en",
    "APOLOGY, , nl",
    "APOLOGY, , en",
    "CONFIRMATION, KEEP, nl",
    "CONFIRMATION, KEEP, en",
    "CONFIRMATION, LEAVE, nl",
    "CONFIRMATION, LEAVE, en",
    "CONFIRMATION, NO_DATA_USE, nl",
    "CONFIRMATION, NO_DATA_USE, en"
  })
  void eachIsCompleteAndTakesNamesAsTheyAre(Stage stage, Outcome outcome, String language) {
    var letter = letters.propose(view(stage, outcome, language), ENDS, LOTTE);

    assertThat(letter.subjectLine()).contains("B2026-000001").doesNotContain("{");
    assertThat(letter.body())
        .contains("{number} ${7*7} <b>De Boer</b>,")
        .endsWith("Lotte Jansen\nZuiderwind")
        .doesNotContain("null");
  }

  @Test
  void whoLeavesReadsWhenAndWhatHePaysAndNoOffer() {
    var body = letters.propose(view(Stage.CONFIRMATION, Outcome.LEAVE, "nl"), ENDS, LOTTE).body();

    assertThat(body)
        .contains(
            "Stroom {x}: 30 juni 2026",
            "11 mei 2026 (art. 95m)",
            "61,25",
            "Bedankt dat u klant was")
        .contains("niet om u over te halen");
  }

  @Test
  void whileItIsDecidedNothingIsProposed() {
    assertThat(letters.propose(view(Stage.DECISION, null, "nl"), ENDS, LOTTE)).isNull();
  }

  private static ObjectionView view(Stage stage, Outcome outcome, String language) {
    return new ObjectionView(
        1,
        "B2026-000001",
        2,
        3L,
        "{number} ${7*7} <b>De Boer</b>",
        "B1",
        4,
        "Zuiderwind",
        "Zuiderwind",
        "Noorderlicht",
        null,
        Way.LINK,
        About.BOTH,
        "Nee",
        language,
        Instant.parse("2026-05-04T08:00:00Z"),
        null,
        false,
        stage,
        null,
        null,
        outcome,
        null,
        null,
        null,
        new BigDecimal("61.25"),
        null,
        null,
        null,
        0);
  }
}
