package org.klantbrug.cli.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateReadingTest {
  @ParameterizedTest
  @CsvSource({
    "yyyyMMdd, 19840229, 19840229",
    "ddMMyyyy, 29021984, 19840229",
    "dd-MM-yyyy, 29-02-1984, 19840229",
    "d/M/yyyy, 5/3/1984, 19840305",
    "MM/dd/yyyy, 03/05/1984, 19840305",
    "yyyy-MM-dd, 1984-02-29T00:00:00, 19840229",
    "dd-MM-yy, 29-02-84, 19840229",
    "dd-MM-yy, 01-02-12, 20120201",
    "dd MMM yyyy, 05 Mar 1984, 19840305",
  })
  void readsDatesAsEightDigits(String format, String text, String digits) throws UnusableInput {
    assertThat(DateReading.of(format).digits(text)).isEqualTo(digits);
  }

  @Test
  void keepsTheDigitsOfADayThatDoesNotExist() throws UnusableInput {
    assertThat(DateReading.of("dd-MM-yyyy").digits("31-13-1984")).isEqualTo("19841331");
  }

  @Test
  void takesWhatIsNoDateAsNotKnown() throws UnusableInput {
    assertThat(DateReading.of("dd-MM-yyyy").digits("onbekend")).isEmpty();
    assertThat(DateReading.of("yyyyMMdd").digits("1984")).isEmpty();
    assertThat(DateReading.of("dd MMM yyyy").digits("05 Foo 1984")).isEmpty();
  }

  @Test
  void findsTheFormatThatFitsMostDates() {
    assertThat(DateReading.detect(List.of("04-03-1961", "30-11-1984")).digits("04-03-1961"))
        .isEqualTo("19610304");
    assertThat(DateReading.detect(List.of("04/03/1961", "11/30/1984")).digits("04/03/1961"))
        .isEqualTo("19610403");
    assertThat(DateReading.detect(List.of("19610304")).digits("19610304")).isEqualTo("19610304");
    assertThat(DateReading.detect(List.of("04031961")).digits("04031961")).isEqualTo("19610304");
  }

  @Test
  void refusesAFormatThatIsNone() {
    assertThatThrownBy(() -> DateReading.of("year first")).isInstanceOf(UnusableInput.class);
    assertThatThrownBy(() -> DateReading.of("yyyyMd")).isInstanceOf(UnusableInput.class);
  }
}
