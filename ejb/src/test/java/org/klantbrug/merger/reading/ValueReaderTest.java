package org.klantbrug.merger.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.Amount;
import org.klantbrug.shared.RuleBroken;

/** One value of a file becomes a value of ours, or is left empty with the reason. */
class ValueReaderTest {
  private static final Instant EXTRACT = Instant.parse("2026-10-31T22:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "30-09-1984, 1984-09-30",
    "29-02-2024, 2024-02-29",
    "31-02-2026,",
    "00-00-0000,",
    "1-2-03,",
    "01-13-2026,",
    "29-02-2027,",
    "2026-01-01,",
    "01-01-2026 ,2026-01-01"
  })
  void impossibleDaysBecomeEmptyWithAWarning(String delivered, String read) {
    check("customer_since", delivered, read, Reason.WRONG_DATE);
  }

  @ParameterizedTest
  @CsvSource({
    "01-11-2026, , FUTURE_DATE",
    "01-01-1890, , IMPLAUSIBLE_AGE",
    "31-01-1903, 1903-01-31,",
    "30-09-2015, 2015-09-30, UNDER_AGE"
  })
  void birthDatesAreComparedWithTheExtract(String delivered, String read, Reason reason) {
    check("birth_date", delivered, read, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234,56|1234.56",
        "1234,5|1234.50",
        "29,85|29.85",
        "12|12.00",
        "-0,00|0.00",
        "-12,50|-12.50",
        "12,50-|-12.50",
        "€ 1.000|1000.00",
        "1.234.567,00|1234567.00",
        "1,234.56|",
        "12,345|",
        "1.23|",
        "1E9|",
        "NaN|",
        "-|",
        ",|",
        "1 2|",
        "1234567890123,00|"
      })
  void amountsAreReadWithTheirDecimalSignOnly(String delivered, String read) {
    check("monthly_amount", delivered, read, Reason.WRONG_AMOUNT);
  }

  @Test
  void anAmountWithAPointIsReadWhenTheMappingSaysSo() {
    assertThat(Amount.read("1,234.56", '.')).isEqualTo("1234.56");
    assertThat(Amount.read("1.234,56", '.')).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "NL91 ABNA 0417 1643 00, NL91ABNA0417164300, ",
    "nl91abna0417164300, NL91ABNA0417164300, ",
    "BE71 0961 2345 6769, BE71096123456769, ",
    "NL92ABNA0417164300, , check digits 91",
    "417164300, , an IBAN instead of the old account number",
    "XX00, , an IBAN of ISO 13616",
    "NL91ABNA04171643, , an IBAN of ISO 13616"
  })
  void accountNumbersAreCheckedAndTheRightDigitNamed(
      String delivered, String read, String expected) {
    var result = check("iban", delivered, read, Reason.WRONG_IBAN);
    assertThat(result.stream().map(Problem::expected).findFirst().orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "06-12345678, +31612345678",
    "+31 (0)6 12345678, +31612345678",
    "0031612345678, +31612345678",
    "020 123 4567, +31201234567",
    "+32 470 12 34 56, +32470123456",
    "0612345, ",
    "0900 1234, ",
    "06 - zie notitie, ",
    "=HYPERLINK(1), "
  })
  void phoneNumbersAreThoseOnWhichAPersonCanBeCalled(String delivered, String read) {
    check("phone", delivered, read, Reason.WRONG_PHONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jan@example.nl|jan@example.nl",
        "'jan@example.nl '|jan@example.nl",
        "o'brien+x@mail.example.nl|o'brien+x@mail.example.nl",
        "jan@bücher.example|jan@bücher.example",
        "a@b|",
        "jan@example.nl, piet@example.nl|",
        "jan@@example.nl|",
        "Jan <jan@example.nl>|",
        "onbekend@|",
        "jan@.nl|"
      })
  void anEmailAddressIsOneAddress(String delivered, String read) {
    check("email", delivered, read, Reason.WRONG_EMAIL);
  }

  @ParameterizedTest
  @CsvSource({"Nederland, NL", "nl, NL", "NLD, NL", "Belgium, BE", "België, BE", "Atlantis,"})
  void countriesAreKnownByCodeAndName(String delivered, String read) {
    check("country", delivered, read, Reason.WRONG_COUNTRY);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "31, 31", "0,", "32,", "-1,", "3.5,", "1e1,"})
  void aBillingDayIsADayOfTheMonth(String delivered, String read) {
    check("billing_day", delivered, read, Reason.WRONG_BILLING_DAY);
  }

  @ParameterizedTest
  @CsvSource({"12, 12", "-3, -3", "007, 7", "12.0,", "1E9,", "9999999999999999999,"})
  void numbersAreWhole(String delivered, String read) {
    check("months_customer", delivered, read, Reason.WRONG_NUMBER);
  }

  @ParameterizedTest
  @CsvSource({
    "29-03-2026 01:30, 2026-03-29T01:30:00+01:00, ",
    "29-03-2026 02:30, 2026-03-29T02:30:00+01:00, CLOCK_GAP",
    "29-03-2026 03:30, 2026-03-29T03:30:00+02:00, ",
    "25-10-2026 02:30, 2026-10-25T02:30:00+02:00, ",
    "01-11-2026 09:00, 2026-11-01T09:00:00+01:00, AFTER_EXTRACT"
  })
  void momentsWithoutAZoneAreThoseOfAmsterdam(String delivered, String read, Reason reason) {
    check("occurred_at", delivered, read, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "1984-02-28T23:00:00Z, 1984-02-29",
    "1984-06-30T22:00:00Z, 1984-07-01",
    "1984-02-29T00:00:00Z, 1984-02-29",
    "1984-12-31T23:00:00Z, 1985-01-01",
    "1984-02-29T00:00:00+01:00, 1984-02-29",
    "1984-02-29T00:00:00+03:00, 1984-02-29",
    "1984-02-28T22:59:59Z, 1984-02-28"
  })
  void aDayDeliveredAsAMomentIsTheDayThatItWasHere(String delivered, String read) {
    var problems = new ArrayList<Reason>();
    var target = Mapping.Target.dated("birth_date", "yyyy-MM-ddTHH:mm:ssX");
    var reader =
        new ValueReader(
            Entity.CUSTOMER.field("birth_date"),
            target,
            EXTRACT,
            (field, why, expected, raw) -> problems.add(why));

    assertThat(reader.read(delivered, true)).isEqualTo(read);
    assertThat(problems).isEmpty();
  }

  @Test
  void anAgeIsCountedFromTheDayThatItWasHere() {
    var problems = new ArrayList<Reason>();
    var target = Mapping.Target.dated("birth_date", "yyyy-MM-ddTHH:mm:ssX");
    var reader =
        new ValueReader(
            Entity.CUSTOMER.field("birth_date"),
            target,
            EXTRACT,
            (field, why, expected, raw) -> problems.add(why));

    assertThat(reader.read("2008-10-31T23:00:00Z", true)).isEqualTo("2008-11-01");
    assertThat(problems).containsExactly(Reason.UNDER_AGE);
  }

  @Test
  void aMomentKeepsTheOffsetItWasWrittenWith() {
    var form = DateForm.of("yyyy-MM-ddTHH:mm:ssX");

    assertThat(form.read("2023-06-05T12:00:00-05:00")).isTrue();
    assertThat(form.moment()).isEqualTo("2023-06-05T12:00:00-05:00");
    assertThat(Instant.ofEpochSecond(form.epochSecond())).isEqualTo("2023-06-05T17:00:00Z");
    assertThat(form.read("2023-06-05T12:00:00Z")).isTrue();
    assertThat(form.moment()).isEqualTo("2023-06-05T12:00:00+00:00");
    assertThat(form.read("2023-06-05T12:00:00")).isFalse();
    assertThat(form.read("2023-06-05T24:00:00Z")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dd-MM", "yyyy", "dd-dd-yyyy", "", "dd-MM-yy"})
  void aDateFormNamesYearMonthAndDay(String pattern) {
    assertThatThrownBy(() -> DateForm.of(pattern)).isInstanceOf(RuleBroken.class);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasWordsInBothLanguages(Reason reason) {
    assertThat(reason.textIn(Locale.ENGLISH)).isNotBlank();
    assertThat(reason.textIn(Locale.forLanguageTag("nl")))
        .isNotBlank()
        .isNotEqualTo(reason.textIn(Locale.ENGLISH));
  }

  private List<Problem> check(String field, String delivered, String read, Reason reason) {
    var problems = new ArrayList<Problem>();
    var entity =
        java.util.Arrays.stream(Entity.values())
            .filter(
                candidate -> candidate.fields().stream().anyMatch(f -> f.column().equals(field)))
            .findFirst()
            .orElseThrow();
    var reader =
        new ValueReader(
            entity.field(field),
            target(entity, field),
            EXTRACT,
            (target, why, expected, raw) ->
                problems.add(new Problem(1, target.column(), why, expected, raw)));

    assertThat(reader.read(delivered, false)).isEqualTo(read);
    var isOdd = reason != null && (read == null || reason.ordinal() > 0 && keepsValue(reason));
    assertThat(problems.stream().map(Problem::reason).toList())
        .isEqualTo(isOdd ? List.of(reason) : List.of());
    return problems;
  }

  private static boolean keepsValue(Reason reason) {
    return List.of(Reason.UNDER_AGE, Reason.CLOCK_GAP, Reason.AFTER_EXTRACT).contains(reason);
  }

  /** A target in the forms that the old company writes. */
  static Mapping.Target target(Entity entity, String column) {
    var field = entity.field(column);
    return switch (field.type()) {
      case DATE -> Mapping.Target.dated(column, "dd-MM-yyyy");
      case MOMENT -> Mapping.Target.dated(column, "dd-MM-yyyy HH:mm");
      case AMOUNT -> Mapping.Target.amount(column, ",");
      case CODE -> Mapping.Target.coded(column, Map.of());
      default -> Mapping.Target.plain(column);
    };
  }
}
