package org.klantbrug.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Control totals are typed in Dutch and in English, and none becomes a thousandth of itself. */
class TypedFigureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"12000|12000", "12.000|12000", "12,000|12000", "1 250 000|1250000", "0|0"})
  void aCount(String typed, String meant) {
    assertThat(TypedFigure.count(typed))
        .hasValueSatisfying(is -> assertThat(is).isEqualByComparingTo(meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12,5", "12.50", "1,250.00", "-3", "1.2500", "veel", ""})
  void noCount(String typed) {
    assertThat(TypedFigure.count(typed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5500|5500",
        "5,500.00|5500",
        "5.500,00|5500",
        "1,250|1250",
        "1.250|1250",
        "12,5|12.5",
        "12.50|12.5",
        "-1.234,56|-1234.56",
        "1,234,567|1234567"
      })
  void anAmount(String typed, String meant) {
    assertThat(TypedFigure.amount(typed))
        .hasValueSatisfying(is -> assertThat(is).isEqualByComparingTo(meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2345", "1,23.45", "12,345,6", "veel", ""})
  void noAmount(String typed) {
    assertThat(TypedFigure.amount(typed)).isEmpty();
  }
}
