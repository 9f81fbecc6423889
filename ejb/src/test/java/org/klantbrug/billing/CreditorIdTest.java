package org.klantbrug.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditorIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"DE98ZZZ09999999999", "de98 zzz 0999 9999 999", "NL22ZZZ300265440000"})
  void checkDigitsThatFitAreRight(String id) {
    assertThat(CreditorId.isValid(id)).isTrue();
  }

  @Test
  void theCompanysOwnThreeSignsAreNotInTheCheckDigits() {
    assertThat(CreditorId.isValid("DE98B2B09999999999")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DE97ZZZ09999999999", "DE98ZZZ", "98DEZZZ09999999999", "", "NL91ABNA"})
  void anythingElseIsNone(String id) {
    assertThat(CreditorId.isValid(id)).isFalse();
  }
}
