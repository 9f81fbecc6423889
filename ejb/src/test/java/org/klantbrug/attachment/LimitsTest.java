package org.klantbrug.attachment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** So much is taken, and not a byte more. */
class LimitsTest {
  private static final long MB = 1L << 20;

  private final Limits limits = new Limits(10, 25, 3);

  private void adds(long size, int files, long bytes) {
    limits.check("nota.pdf", size, new Limits.There(files, bytes));
  }

  @Test
  void aFileAtTheLimitIsTaken() {
    assertThatCode(() -> adds(10 * MB, 2, 15 * MB)).doesNotThrowAnyException();
  }

  @Test
  void oneByteMoreIsNot() {
    assertThatThrownBy(() -> adds(10 * MB + 1, 0, 0)).hasMessageContaining("larger than 10 MB");
    assertThatThrownBy(() -> adds(10 * MB, 2, 15 * MB + 1)).hasMessageContaining("may be 25 MB");
  }

  @Test
  void oneFileMoreIsNot() {
    assertThatThrownBy(() -> adds(1, 3, 3)).hasMessageContaining("at most 3 files");
  }

  @Test
  void anEmptyFileIsNot() {
    assertThatThrownBy(() -> adds(0, 0, 0)).hasMessageContaining("is empty");
  }
}
