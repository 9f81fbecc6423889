package org.klantbrug.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.PageOrder.Column;

/** The key after which a page goes on is one of its own order, or none. */
class PageOrderTest {
  private static final PageOrder BY_DAY = PageOrder.up(Column.moment("t.day"), Column.key("t.id"));
  private static final PageOrder BY_GRADE =
      PageOrder.down(Column.grade("t.grade"), Column.moment("t.day"), Column.key("t.id"));

  @Test
  void aKeyHasTheValuesOfTheLastRow() {
    assertThat(BY_GRADE.parts("1_2026-10-15T10:00:00.000001Z_42"))
        .containsExactly("1", "2026-10-15T10:00:00.000001Z", "42");
    assertThat(BY_DAY.parts("infinity_42")).containsExactly("infinity", "42");
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
    assertThat(BY_DAY.parts(typed)).isEmpty();
    assertThat(BY_DAY.after(typed)).isEmpty();
  }

  @Test
  void goesOnBehindTheKeyInItsOwnDirection() {
    assertThat(BY_DAY.after("infinity_42"))
        .isEqualTo(" and (t.day, t.id) > (cast(:key0 as timestamptz), cast(:key1 as bigint))");
    assertThat(BY_GRADE.after("1_infinity_42")).contains("(t.grade, t.day, t.id) < (");
    assertThat(BY_GRADE.by()).isEqualTo("t.grade desc, t.day desc, t.id desc");
  }
}
