package org.klantbrug.work.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A task about a merger leads to a page that is there, and says in words what it asks. */
class MergerTaskTest {
  static Stream<String> kinds() {
    return MergerTask.PAGES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theTaskLeadsToAPageThatIsThere(String kind) {
    var page = MergerTask.PAGES.get(kind);

    assertThat(Path.of("src/main/webapp/merger-" + page + ".xhtml")).exists();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theTaskHasATitleAndSaysWhatItAsksInBothLanguages(String kind) {
    for (var language : new Locale[] {Locale.ENGLISH, Locale.forLanguageTag("nl")}) {
      var texts = ResourceBundle.getBundle("org.klantbrug.web.messages", language);

      assertThat(texts.containsKey("step." + kind)).as("step.%s in %s", kind, language).isTrue();
      assertThat(texts.containsKey("work.ask." + kind))
          .as("work.ask.%s in %s", kind, language)
          .isTrue();
      assertThat(texts.containsKey("work.to-page." + MergerTask.PAGES.get(kind))).isTrue();
    }
  }
}
