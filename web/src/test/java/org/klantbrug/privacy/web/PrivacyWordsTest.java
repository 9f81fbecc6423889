package org.klantbrug.privacy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.privacy.Dossiers;
import org.klantbrug.shared.web.Texts;

/** Whatever a dossier or an erasure names has a name that people understand. */
class PrivacyWordsTest {
  private static final Set<String> SHOWN = Set.of("person", "words", "sealed", "kept", "image");

  @ParameterizedTest
  @ValueSource(strings = {"nl", "en"})
  void everyPlaceAndColumnOfTheCatalogueHasAName(String language) throws IOException {
    var texts =
        new Texts() {
          @Override
          public Locale locale() {
            return Locale.forLanguageTag(language);
          }
        };
    var words = new PrivacyWords(texts);
    var nameless = new ArrayList<String>();
    var table = "";
    for (var line : catalogue()) {
      var said = List.of(line.trim().split(" "));
      if (!line.startsWith(" ")) {
        table = said.get(0);
      } else if (SHOWN.contains(said.get(0))) {
        var columns = said.subList(1, said.size());
        Stream.concat(
                words.place(table).equals(table) ? Stream.of(table) : Stream.empty(),
                columns.stream().filter(column -> words.column(column).equals(column)))
            .forEach(nameless::add);
      }
    }
    assertThat(nameless).isEmpty();
  }

  private static List<String> catalogue() throws IOException {
    try (var text = Dossiers.class.getResourceAsStream("personal-data.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && line.charAt(0) != '#')
          .toList();
    }
  }
}
