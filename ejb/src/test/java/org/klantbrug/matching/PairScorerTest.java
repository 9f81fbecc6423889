package org.klantbrug.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is dropped before it is weighed to the end would not have been kept. */
class PairScorerTest {
  private static final double LEAST = Thresholds.USUAL.review();

  private final MatchLayout layout = new MatchLayout(MadeUpCustomers.KINDS);
  private final ValueCache cache = new ValueCache();
  private final List<MatchPerson> lefts = new ArrayList<>();
  private final List<MatchPerson> rights = new ArrayList<>();

  @Test
  void aPairThatReachesAReviewIsNeverDroppedEarlyAndHasItsFullWeight() {
    makeCompanies(300);
    var index = new KeyIndex(new BlockingKeys(layout), rights);
    var scorer =
        new PairScorer(
            new MatchModelEstimator(layout, MatchSample.of(lefts, rights, index, 1, 1)).estimate());
    var kept = 0;
    for (var left : lefts) {
      for (var right : rights) {
        var weight = scorer.weight(left, right);
        var early = scorer.weightFrom(LEAST, left, right);
        if (weight >= LEAST) {
          assertThat(early).isEqualTo(weight);
          kept++;
        } else {
          assertThat(early).isLessThan(LEAST);
        }
      }
    }
    assertThat(kept).isBetween(150, 1_000);
  }

  private void makeCompanies(int size) {
    var made = new MadeUpCustomers(size);
    for (int i = 0; i < size; i++) {
      var person = made.person();
      lefts.add(layout.person(i, person, cache));
      rights.add(
          layout.person(i, i % 2 == 0 ? made.writtenElsewhere(person) : made.person(), cache));
      if (i % 5 == 0) {
        rights.add(layout.person(size + i, made.relativeOf(person), cache));
      }
    }
  }
}
