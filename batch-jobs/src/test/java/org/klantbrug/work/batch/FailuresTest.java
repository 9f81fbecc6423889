package org.klantbrug.work.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.StopAsked;

/** What passes by itself is tried again; what does not is a decision for a person. */
class FailuresTest {

  @Test
  void aDatabaseThatWentDownPasses() {
    assertThat(
            Failures.classify(new IllegalStateException(new SQLException("terminating", "57P01")))
                .passes())
        .isTrue();
    assertThat(
            Failures.classify(new IllegalStateException(new SQLException("gone", "08006")))
                .passes())
        .isTrue();
  }

  @Test
  void twoSlicesThatMetPass() {
    assertThat(Failures.classify(new SQLException("deadlock", "40P01")).passes()).isTrue();
  }

  @Test
  void aBrokenConstraintDoesNotPass() {
    var failure =
        Failures.classify(new IllegalStateException(new SQLException("null value", "23502")));

    assertThat(failure.passes()).isFalse();
    assertThat(failure.key()).isEqualTo("job.failed.unexpected");
  }

  @Test
  void aRuleIsToldInItsOwnWords() {
    var failure = Failures.classify(new IllegalStateException(new RuleBroken("run.model-missing")));

    assertThat(failure.key()).isEqualTo("run.model-missing");
    assertThat(failure.passes()).isFalse();
  }

  @Test
  void aJobThatAPersonStoppedWaitsForAPerson() {
    assertThat(Failures.classify(new StopAsked()).key()).isEqualTo("job.failed.stopped");
  }
}
