package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.work.WantedWork.Order;

/** The key after which a page goes on is one of its own order, or none. */
class WorkKeysTest {
  @Test
  void aKeyHasTheValuesOfTheLastRow() {
    assertThat(Order.PRIORITY.parts("1_2026-10-15T10:00:00.000001Z_42"))
        .containsExactly("1", "2026-10-15T10:00:00.000001Z", "42");
    assertThat(Order.DUE.parts("infinity_42")).containsExactly("infinity", "42");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "42",
        "infinity_x",
        "1_infinity_42",
        "2026-10-15T10:00:00Z_42",
        "infinity_42_",
        "now_1",
        "infinity_9999999999999999999"
      })
  void anythingElseIsTheFirstPage(String typed) {
    assertThat(Order.DUE.parts(typed)).isEmpty();
  }
}
