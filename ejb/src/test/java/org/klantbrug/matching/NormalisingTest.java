package org.klantbrug.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How Dutch customers are written in two ways, and what the matcher sees in it. */
class NormalisingTest {
  private static Level level(FieldKind kind, String one, String other) {
    return Comparison.level(kind, PersonValues.of(kind, one), PersonValues.of(kind, other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "FAMILY_NAME | de Jong | Jong, de | SAME",
        "FAMILY_NAME | de Jong | Jong de | SAME",
        "FAMILY_NAME | van den Berg | v.d. Berg | SAME",
        "FAMILY_NAME | van der Berg | Berg, v.d. | SAME",
        "FAMILY_NAME | 's Gravenmade | `s-Gravenmade | SAME",
        "FAMILY_NAME | in 't Veld | in het Veld | SAME",
        "FAMILY_NAME | ter Horst | Terhorst | SAME",
        "FAMILY_NAME | Citroën | CITROEN | SAME",
        "FAMILY_NAME | de Jong | Jong | SAME_CORE",
        "FAMILY_NAME | van Dijk | van Dyk | SAME_CORE",
        "FAMILY_NAME | Jansen-de Vries | Jansen | PART",
        "FAMILY_NAME | Hofstede | Hofstde | SIMILAR",
        "FAMILY_NAME | Hofstede | Bakker | DIFFERS",
        "GIVEN_NAME | Zoë | zoe | SAME",
        "GIVEN_NAME | J. | Jan | INITIAL",
        "GIVEN_NAME | J.P. | Jan | INITIAL",
        "GIVEN_NAME | P. | Jan | DIFFERS",
        "GIVEN_NAME | Jan Willem | Jan | PART",
        "GIVEN_NAME | Jan-Willem | Jan Willem | SAME",
        "GIVEN_NAME | Willem | Wilem | SIMILAR",
        "GIVEN_NAME | Willem | Marloes | DIFFERS",
        "ORGANISATION_NAME | Bakkerij Bos B.V. | Bakkerij Bos | SAME",
        "BIRTH_DATE | 19840305 | 19840503 | DAY_MONTH_SWAPPED",
        "BIRTH_DATE | 19840305 | 19840306 | ONE_OFF",
        "BIRTH_DATE | 19840305 | 19480305 | ONE_OFF",
        "BIRTH_DATE | 19840305 | 19840327 | TWO_OF_THREE",
        "BIRTH_DATE | 19840305 | 19511127 | DIFFERS",
        "STREET | Dorpsstr. | Dorpsstraat | SAME",
        "STREET | Burg. Smitln | burgemeester smitln | SAME",
        "STREET | Kerkstraat 12 | Kerkstraat | SAME",
        "STREET | Main St | Main Street | SAME",
        "ADDRESS_LINE | Kerkstraat 12 | Kerkstraat 14 | ALIKE",
        "HOUSE_NUMBER | 12 a-hs | 12A HS | SAME",
        "HOUSE_NUMBER | 12 II | 12-2 | SAME",
        "HOUSE_NUMBER | 012 | 12 | SAME",
        "HOUSE_NUMBER | 12a | 12 | SAME_CORE",
        "HOUSE_NUMBER | 121 | 112 | ONE_OFF",
        "HOUSE_NUMBER | 12 | 80 | DIFFERS",
        "POSTCODE | 1234 ab | 1234AB | SAME",
        "POSTCODE | NL-1234 AB | 1234AB | SAME",
        "POSTCODE | 1234AB | 1234CD | SAME_CORE",
        "POSTCODE | 1234AB | 1243AB | ONE_OFF",
        "CITY | 's-Gravenhage | Den Haag | SAME",
        "CITY | Bergen (NH) | Bergen | SAME",
        "EMAIL | Jan@Example.NL | jan@example.nl | SAME",
        "EMAIL | jansen@example.nl | jansen@example.com | SAME_CORE",
        "PHONE | 06-12345678 | +31 6 12345678 | SAME",
        "PHONE | 0031 30 1234567 | 030-1234567 | SAME",
        "PHONE | 06-12345678 | 06-12345679 | ONE_OFF",
        "IBAN | NL00 TEST 0123 4567 89 | nl00test0123456789 | SAME",
        "SEX | vrouw | F | SAME",
        "SEX | M | V | DIFFERS",
      })
  void seesHowFarTwoWaysOfWritingAgree(FieldKind kind, String one, String other, Level expected) {
    assertThat(level(kind, one, other)).isEqualTo(expected);
    assertThat(level(kind, other, one)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "J. de Jong | J. | de Jong",
        "Jong, J. de | J. | de Jong",
        "dhr. Jan van den Berg | Jan | van den Berg",
        "De heer P. v.d. Berg | P. | v.d. Berg",
        "Piet Jansen | Piet | Jansen",
        "Jansen | '' | Jansen",
        "de Jong | '' | de Jong",
        "Anna Maria in 't Veld | Anna Maria | in 't Veld",
      })
  void takesAFullNameApart(String full, String given, String family) {
    assertThat(PersonNames.split(full)).isEqualTo(new PersonNames.Split(given, family));
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, none",
    "PHONE, 12",
    "BIRTH_DATE, 1984",
    "BIRTH_DATE, 00000000",
    "SEX, unknown",
    "CITY, ?"
  })
  void takesWhatCannotBeComparedAsNotKnown(FieldKind kind, String text) {
    assertThat(PersonValues.of(kind, text)).isNull();
  }

  @Test
  void seesASlipOfOneCharacter() {
    assertThat(Comparison.oneOff("abcd", "abd")).isTrue();
    assertThat(Comparison.oneOff("abcd", "abxd")).isTrue();
    assertThat(Comparison.oneOff("abcd", "acbd")).isTrue();
    assertThat(Comparison.oneOff("abcd", "adcb")).isFalse();
    assertThat(Comparison.oneOff("abcd", "ab")).isFalse();
  }
}
