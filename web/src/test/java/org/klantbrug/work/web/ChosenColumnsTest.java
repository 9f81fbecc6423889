package org.klantbrug.work.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns in the order of their reader. */
class ChosenColumnsTest {
  private static final List<String> COLUMNS = List.of("subject", "due", "who");

  @Test
  void aColumnMovesOnePlaceForward() {
    assertThat(ChosenColumns.earlier(COLUMNS, "who")).containsExactly("subject", "who", "due");
  }

  @Test
  void nothingMovesBeforeTheFirstOrWithoutAnArrow() {
    assertThat(ChosenColumns.earlier(COLUMNS, "subject")).isEqualTo(COLUMNS);
    assertThat(ChosenColumns.earlier(COLUMNS, "")).isEqualTo(COLUMNS);
  }
}
