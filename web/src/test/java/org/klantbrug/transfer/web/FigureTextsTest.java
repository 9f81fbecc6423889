package org.klantbrug.transfer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal calls a figure what the statement calls it. */
class FigureTextsTest {
  @ParameterizedTest
  @ValueSource(strings = {"en", "nl"})
  void refusalsAndTheStatementUseTheSameWords(String language) {
    var locale = Locale.forLanguageTag(language);
    var screens = ResourceBundle.getBundle("org.klantbrug.web.messages", locale);
    var rules = ResourceBundle.getBundle("org.klantbrug.rules", locale);

    var named = rules.keySet().stream().filter(key -> key.startsWith("figure.")).toList();

    assertThat(named)
        .hasSizeGreaterThan(25)
        .allSatisfy(
            key -> assertThat(rules.getString(key)).isEqualTo(screens.getString(onScreen(key))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "nl"})
  void everyMeasureOfAStatementHasAName(String language) {
    var locale = Locale.forLanguageTag(language);
    var screens = ResourceBundle.getBundle("org.klantbrug.web.messages", locale);
    var rules = ResourceBundle.getBundle("org.klantbrug.rules", locale);

    assertThat(screens.keySet().stream().filter(key -> key.matches("measure\\.[A-Z]+")))
        .isNotEmpty()
        .allMatch(key -> rules.containsKey("figure." + key));
  }

  private static String onScreen(String key) {
    return switch (key) {
      case "figure.control" -> "measure.control";
      case "figure.delta" -> "measure.delta";
      case "figure.sum" -> "measure.sum";
      default -> key.substring("figure.".length()).replaceFirst("^amount\\.", "field.");
    };
  }
}
