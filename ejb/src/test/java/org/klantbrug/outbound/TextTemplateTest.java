package org.klantbrug.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text of the house is filled in with what is known, and never with half of it. */
class TextTemplateTest {
  private static TextTemplate text(TextPlace place, String dutch) {
    return new TextTemplate(0, place, "Dank", dutch, null, true, null, null, 0);
  }

  private static TextTemplate.Ready filled(String dutch, Map<TextField, String> values) {
    return text(TextPlace.OUTCOME, dutch).checked().filled("nl", values).orElseThrow();
  }

  @Test
  void whatIsKnownIsFilledIn() {
    var ready =
        filled(
            "Beste {name},\r\n\r\nuw klacht {number}",
            Map.of(TextField.NAME, "mevrouw De Boer", TextField.NUMBER, "K2026-000001"));

    assertThat(ready.text()).isEqualTo("Beste mevrouw De Boer,\n\nuw klacht K2026-000001");
    assertThat(ready.missing()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{number}", "${number}", "#{1+1}", "{number:-x}", "\\{by}"})
  void whatStandsInAValueIsTextWhateverItLooksLike(String hostile) {
    assertThat(
            filled("Beste {name}", Map.of(TextField.NAME, hostile, TextField.NUMBER, "K1")).text())
        .isEqualTo("Beste " + hostile);
  }

  @Test
  void whatIsNotKnownYetIsNamedAndNothingIsOffered() {
    var ready = filled("Omdat: {reasons}", Map.of(TextField.REASONS, " "));

    assertThat(ready.missing()).isEqualTo(TextField.REASONS);
    assertThat(ready.text()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{naam}",
        "{ name }",
        "{name:-klant}",
        "{}",
        "{Name}",
        "{a{name}}",
        "{request.url}"
      })
  void aFieldThatIsNotInTheListIsRefusedByItsName(String field) {
    assertThatThrownBy(() -> text(TextPlace.OUTCOME, "Beste " + field).checked())
        .hasMessageContaining("{name}");
  }

  @Test
  void aFieldOfAnotherPlaceIsRefusedByItsName() {
    assertThatThrownBy(() -> text(TextPlace.PROMISE, "Klacht {number}").checked())
        .hasMessageContaining("{number} is not known there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Beste {name", "Beste name}", "{name}}"})
  void aBraceAloneIsRefused(String text) {
    assertThatThrownBy(() -> text(TextPlace.OUTCOME, text).checked()).hasMessageContaining("brace");
  }

  @Test
  void oneLanguageIsEnoughAndNoneIsNot() {
    assertThat(text(TextPlace.OUTCOME, "Dank").checked().filled("en", Map.of())).isEmpty();
    assertThatThrownBy(() -> text(TextPlace.OUTCOME, "  ").checked())
        .hasMessageContaining("in Dutch, in English");
    assertThatThrownBy(() -> text(null, "Dank").checked()).hasMessageContaining("Choose where");
  }

  @Test
  void aTextHasItsLength() {
    assertThat(text(TextPlace.OUTCOME, "x".repeat(8000)).checked().textNl()).hasSize(8000);
    assertThatThrownBy(() -> text(TextPlace.OUTCOME, "x".repeat(8001)).checked())
        .hasMessageContaining("8,000");
  }
}
