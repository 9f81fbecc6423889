package org.klantbrug.merger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.merger.Entity;

/** What a record holds is called by its name in each language, never by its code. */
class FieldTextsTest {
  @ParameterizedTest
  @ValueSource(strings = {"en", "nl"})
  void everyEntityFieldAndCodeHasAName(String language) {
    var texts =
        ResourceBundle.getBundle("org.klantbrug.web.messages", Locale.forLanguageTag(language));

    assertThat(Arrays.stream(Entity.values()).flatMap(FieldTextsTest::keys))
        .allMatch(texts::containsKey);
  }

  private static Stream<String> keys(Entity entity) {
    var fields =
        entity.fields().stream()
            .flatMap(
                field ->
                    Stream.concat(
                        Stream.of("field." + field.column()),
                        field.codes().stream()
                            .map(code -> "value." + field.column() + "." + code)));
    return Stream.concat(Stream.of("entity." + entity), fields);
  }
}
