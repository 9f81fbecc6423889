package org.klantbrug.customer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.customer.IdentityCheck;

/** Who recognises a customer reads words: which question, which way, for which work. */
class RecognitionTextsTest {
  @ParameterizedTest
  @ValueSource(strings = {"en", "nl"})
  void everyQuestionWayAndPurposeHasAText(String language) {
    var texts =
        ResourceBundle.getBundle("org.klantbrug.web.messages", Locale.forLanguageTag(language));

    assertThat(
            Stream.of(
                    keys("customer.ask.", IdentityCheck.QUESTIONS),
                    keys("customer.way.", IdentityCheck.WAYS),
                    keys("customer.purpose.", IdentityCheck.PURPOSES))
                .flatMap(each -> each))
        .allMatch(texts::containsKey);
  }

  private static Stream<String> keys(String family, Collection<String> codes) {
    return codes.stream().map(code -> family + code);
  }
}
