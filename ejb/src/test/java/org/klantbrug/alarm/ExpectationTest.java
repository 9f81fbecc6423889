package org.klantbrug.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpectationTest {
  @Test
  void isPoissonWhereThePastIsLong() {
    // P(X >= 16) with mean 8, from tables of the Poisson distribution
    assertThat(new Expectation(8, 1e9).chanceOf(16)).isCloseTo(0.00823, within(1e-5));
  }

  @Test
  void isWiderWhereThePastIsShort() {
    assertThat(new Expectation(8, 10).chanceOf(16))
        .isGreaterThan(new Expectation(8, 1000).chanceOf(16));
  }

  @Test
  void isWiderWhereDaysDifferMoreThanByChance() {
    assertThat(new Expectation(8, 1e9, 2).chanceOf(16))
        .isGreaterThan(new Expectation(8, 1e9).chanceOf(16));
  }

  @Test
  void knowsTheGreatestCountThatChanceExplains() {
    var expected = new Expectation(8, 1e9);

    var most = expected.most(0.001);

    assertThat(expected.chanceOf(most)).isGreaterThanOrEqualTo(0.001);
    assertThat(expected.chanceOf(most + 1)).isLessThan(0.001);
  }

  @Test
  void asksMoreOfEachComparisonTheMoreThereAre() {
    assertThat(Limits.USUAL.chance(10)).isLessThan(Limits.USUAL.chance(1));
  }
}
