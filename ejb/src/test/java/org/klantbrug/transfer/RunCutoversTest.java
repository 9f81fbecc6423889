package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.Jobs;
import org.klantbrug.work.Slice;
import org.klantbrug.work.Slices;

/** The cut-overs of a run and the jobs that carry them. */
@OnDatabase
class RunCutoversTest {
  private static final String CARRIED = "select count(*) from merger_carried_delivery where id = ";

  private final SmallTakeover takeover = SmallTakeover.staged();
  private final MadeUpMerger in = takeover.in;
  private final long run = takeover.run;
  private final RunCutovers cutovers = new RunCutovers(in.database, in.transfer);
  private final Jobs jobs = new Jobs(in.database, null);
  private final JobRuns runs =
      new JobRuns(in.database, new Outbox(in.database, new BusinessClock(), null), null);
  private final Slices slices = new Slices(in.database);

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void whatWasTakenBackAfterItFailedIsBroughtAgainByANewJobWithItsOwnPlan() {
    in.carryLive(run, Kind.OWN);
    in.carryLive(run, Kind.TRANSFER);
    in.carry(run, Kind.HISTORY);
    var failed = failedJob(Kind.HISTORY.job());

    cutovers.takeBack(run, List.of(Kind.HISTORY), in.operator, T);

    assertThat(in.text("select state from work_job where id = " + failed)).isEqualTo("ABANDONED");
    var again = ask(Kind.HISTORY.job());
    assertThat(again).isNotEqualTo(failed);
    assertThat(slices.arePlanned(again)).isFalse();
  }

  @Test
  void ourOwnCustomersWhoAreHalfCarriedAreTakenBackAndMayBeDeliveredAgain() {
    in.carry(run, Kind.OWN);
    var failed = failedJob(Kind.OWN.job());
    assertThat(in.number(CARRIED + takeover.customersOurs)).isEqualTo(1);

    cutovers.takeBack(run, List.of(Kind.HISTORY, Kind.TRANSFER, Kind.OWN), in.operator, T);

    assertThat(in.text("select state from transfer_cutover")).isEqualTo("UNDONE");
    assertThat(in.number("select count(*) from customer_party_link where ended_at is null"))
        .isZero();
    assertThat(in.text("select state from work_job where id = " + failed)).isEqualTo("ABANDONED");
    assertThat(in.number(CARRIED + takeover.customersOurs)).isZero();
  }

  @Test
  void aRehearsalThatFailedAndWasDroppedIsDoneAgainByANewJob() {
    in.carryLive(run, Kind.OWN);
    in.rehearsal.begin(run, in.operator, T);
    in.carry(run, Kind.TRANSFER, true);
    var failed = failedJob(Rehearsal.TRANSFER_JOB);

    in.rehearsal.drop(run, in.operator, T);

    assertThat(ask(Rehearsal.TRANSFER_JOB)).isNotEqualTo(failed);
  }

  /**
   * As afterMigrate.sql does when a version of the product changes a table that is rehearsed in.
   */
  @Test
  void theJobOfARehearsalThatAnUpgradeDroppedBeginsAnewWithAPlanOfItsOwn() {
    in.carryLive(run, Kind.OWN);
    in.rehearsal.begin(run, in.operator, T);
    in.carry(run, Kind.TRANSFER, true);
    var failed = failedJob(Rehearsal.TRANSFER_JOB);
    assertThat(cutovers.stands(run, Kind.TRANSFER, true)).isTrue();
    in.sql("update transfer_cutover set state = 'DROPPED' where rehearsal");
    in.sql("update transfer_rehearsal set dropped_at = now()");

    assertThat(ask(Rehearsal.TRANSFER_JOB)).isEqualTo(failed);
    assertThat(cutovers.stands(run, Kind.TRANSFER, true)).isFalse();
    slices.forget(runs.take("node").orElseThrow());
    assertThat(slices.arePlanned(failed)).isFalse();
    in.rehearsal.open(run, in.operator, T);
    in.transfer.goLive(in.lease, in.carry(run, Kind.TRANSFER, true), T);
    assertThat(cutovers.find(run, Kind.TRANSFER, true, "LIVE")).isPresent();
  }

  @Test
  void aJobThatFailedGoesOnWhileItsCutoverIsStillThere() {
    in.carryLive(run, Kind.OWN);
    in.carry(run, Kind.TRANSFER);
    var failed = failedJob(Kind.TRANSFER.job());

    assertThat(ask(Kind.TRANSFER.job())).isEqualTo(failed);
  }

  @Test
  void aJobOfWhichTheCutoverIsGoneDoesNotEndAsIfItHadCarriedSomething() {
    in.carryLive(run, Kind.OWN);
    var transfer = in.carry(run, Kind.TRANSFER);
    in.transfer.undo(transfer, in.operator, "Te vroeg", T);

    assertThatThrownBy(() -> cutovers.goLive(in.lease, run, Kind.TRANSFER, false, T))
        .hasMessageContaining("not running any more");
    in.carry(run, Kind.TRANSFER);
    cutovers.goLive(in.lease, run, Kind.TRANSFER, false, T);
    cutovers.goLive(in.lease, run, Kind.TRANSFER, false, T);
    assertThat(cutovers.find(run, Kind.TRANSFER, false, "LIVE")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"undo", "abandon"})
  void whatWasTakenBackKeepsTheWordsOfWhoDecidedIt(String outcome) {
    in.carryLive(run, Kind.OWN);
    in.carryLive(run, Kind.TRANSFER);
    in.sql(
        """
        insert into work_item (kind, subject_kind, subject_id, role_code, state, created_at, completed_at, outcome, note)
        select 'signReconciliation', 'run', %d, code, 'DONE', now(), now(), '%s', 'Bedragen kloppen niet'
          from identity_role order by code limit 1"""
            .formatted(run, outcome));

    cutovers.takeBack(run, List.of(Kind.HISTORY, Kind.TRANSFER), in.operator, T);

    assertThat(in.text("select undone_reason from transfer_cutover where state = 'UNDONE'"))
        .isEqualTo("Bedragen kloppen niet");
  }

  private long failedJob(String kind) {
    var job = ask(kind);
    var lease = runs.take("node").orElseThrow();
    assertThat(lease.jobId()).isEqualTo(job);
    slices.plan(lease, List.of(new Slice(1, 0, 1)));
    runs.fail(lease, "job.failed.unexpected", "the disk was full");
    return job;
  }

  private long ask(String kind) {
    return jobs.request(kind, "run", run, Map.of(), null, in.operator, T);
  }
}
