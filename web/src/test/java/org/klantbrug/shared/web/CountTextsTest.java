package org.klantbrug.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts with a number in them: right for none, for one and for many, in both languages. */
class CountTextsTest {
  /** A choice that begins at one says of none what it says of one. */
  private static final Pattern BEGINS_AT_ONE = Pattern.compile("\\{\\d,choice,1#");

  private static final List<String> BUNDLES = List.of(Texts.BUNDLE, "org.klantbrug.rules");

  @ParameterizedTest
  @ValueSource(strings = {"nl", "en"})
  void noneIsNeverCalledOne(String language) {
    assertThat(texts(language).filter(text -> BEGINS_AT_ONE.matcher(text).find())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nl", "en"})
  void whoHeardOfASignalIsSaidAsPeopleSayIt(String language) {
    var said =
        ResourceBundle.getBundle(Texts.BUNDLE, locale(language)).getString("signal.who-told");
    var format = new MessageFormat(said, locale(language));

    assertThat(format.format(new Object[] {0, 1}))
        .isEqualTo(
            language.equals("nl")
                ? "niemand heeft het nog gehoord, één wacht nog."
                : "nobody has heard yet, one still waits.");
    assertThat(format.format(new Object[] {2, 0}))
        .isEqualTo(
            language.equals("nl")
                ? "2 hebben het gehoord, niemand wacht nog."
                : "2 have heard, nobody still waits.");
  }

  private static Locale locale(String language) {
    return Locale.forLanguageTag(language);
  }

  private static Stream<String> texts(String language) {
    return BUNDLES.stream()
        .map(name -> ResourceBundle.getBundle(name, locale(language)))
        .flatMap(bundle -> bundle.keySet().stream().map(bundle::getString));
  }
}
