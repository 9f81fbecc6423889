package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
  @ParameterizedTest
  @CsvSource({
    "iban, NL91ABNA0417164300, **************4300",
    "iban, 1234567, *******",
    "birth_date, 1980-02-29, 1980-**-**",
    "city, Ede, Ede",
    "iban, ,"
  })
  void onlyTheYearOfBirthAndTheEndOfAnAccountStayInSight(String field, String value, String shown) {
    assertThat(Mask.of(field, value)).isEqualTo(shown);
  }
}
