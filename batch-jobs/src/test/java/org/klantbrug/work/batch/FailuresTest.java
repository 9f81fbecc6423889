package org.klantbrug.work.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;
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
  void aCommitThatTheDatabaseDidNotHearPasses() {
    assertThat(
            Failures.classify(
                    new IllegalStateException(
                        "The transaction manager refused",
                        new RollbackException("Could not commit transaction")))
                .passes())
        .isTrue();
  }

  @Test
  void aPoolThatGivesNoConnectionPasses() {
    assertThat(Failures.classify(new SQLException("IJ031070: Transaction cannot proceed")).passes())
        .isTrue();
    assertThat(Failures.classify(new SQLException("It is what it is")).passes()).isFalse();
  }

  @Test
  void anExecutionThatDoesNotEndAfterItsFailureIsNoticed() {
    var failures = new Failures();
    var lease = new JobLease(7, 1);
    assertThat(failures.isOlderThan(lease, Duration.ZERO)).isFalse();

    assertThatThrownBy(
            () ->
                failures.noting(
                    lease,
                    () -> {
                      throw new IllegalStateException(new SQLException("gone", "08006"));
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(failures.isOlderThan(lease, Duration.ZERO)).isTrue();
    assertThat(failures.isOlderThan(lease, Duration.ofHours(1))).isFalse();
  }

  @Test
  void anExecutionThatNeverBeginsIsNoticed() {
    var running = new RunningJobs();
    var lease = new JobLease(7, 1);
    running.add(lease);
    assertThat(running.isSilentFor(lease, Duration.ZERO)).isTrue();
    assertThat(running.isSilentFor(lease, Duration.ofHours(1))).isFalse();

    running.begun(lease);
    assertThat(running.isSilentFor(lease, Duration.ZERO)).isFalse();
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
