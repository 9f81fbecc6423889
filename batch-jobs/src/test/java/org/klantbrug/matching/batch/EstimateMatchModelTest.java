package org.klantbrug.matching.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a model rests on when its job stood still in between. */
class EstimateMatchModelTest {
  /** A record can be repaired while the job stands still, and its part may be done by then. */
  @Test
  void allCustomersAreRegisteredAgainWhenTheJobGoesOn() {
    assertThat(new EstimateMatchModel().planStands(null)).isFalse();
  }
}
