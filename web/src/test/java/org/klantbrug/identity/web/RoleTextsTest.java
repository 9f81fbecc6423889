package org.klantbrug.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gives somebody a role reads beside its name what it is for. */
class RoleTextsTest {
  private static final String NAME = "role.";
  private static final String ABOUT = "role.about.";

  @ParameterizedTest
  @ValueSource(strings = {"en", "nl"})
  void everyRoleThatHasANameIsExplained(String language) {
    var texts =
        ResourceBundle.getBundle("org.klantbrug.web.messages", Locale.forLanguageTag(language));

    assertThat(
            texts.keySet().stream()
                .filter(key -> key.startsWith(NAME) && !key.startsWith(ABOUT))
                .map(key -> ABOUT + key.substring(NAME.length())))
        .hasSize(22)
        .allMatch(texts::containsKey);
  }
}
