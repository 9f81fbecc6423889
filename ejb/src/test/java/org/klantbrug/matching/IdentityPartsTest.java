package org.klantbrug.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of the customers lie end to end over all numbers that a hash can be. */
class IdentityPartsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 24_999, 25_000, 200_000, 9_999_999})
  void partsLieEndToEnd(long customers) {
    var parts = Identities.parts(customers);

    assertThat(parts).hasSizeBetween(1, 16);
    assertThat(parts.get(0).fromKey()).isEqualTo(Integer.MIN_VALUE);
    assertThat(parts.get(parts.size() - 1).toKey()).isEqualTo(Integer.MAX_VALUE);
    for (int i = 1; i < parts.size(); i++) {
      assertThat(parts.get(i).no()).isEqualTo(i + 1);
      assertThat(parts.get(i).fromKey()).isEqualTo(parts.get(i - 1).toKey() + 1);
    }
  }
}
