package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.TestDatabase;

/** A job is run by one node at a time, survives its node, and wakes who waits for it once. */
class JobsTest {
  private static final Instant NOON = Instant.parse("2026-11-02T11:00:00Z");

  private DataSource source;
  private Database database;
  private Outbox outbox;
  private Jobs jobs;

  @BeforeEach
  void begin() {
    source = TestDatabase.fresh();
    database = new Database(source);
    outbox = new Outbox(database, new BusinessClock(), null);
    jobs = new Jobs(database, outbox, null);
  }

  @Test
  void aJobAskedForTwiceIsOneJob() {
    assertThat(ask("process-1")).isEqualTo(ask("process-1"));
  }

  @Test
  void aJobIsTakenByOneNodeOnly() {
    ask(null);

    assertThat(jobs.take("node-a")).isPresent();
    assertThat(jobs.take("node-b")).isEmpty();
  }

  @Test
  void aJobWhoseNodeFellSilentIsTakenByAnother() {
    var job = ask(null);
    jobs.take("node-a");
    leaseOfRunsOut(job);

    var lease = jobs.take("node-b").orElseThrow();

    assertThat(lease).isEqualTo(new JobLease(job, 2));
  }

  @Test
  void aNodeThatStartsAgainGoesOnAtOnceWithWhatItsEarlierLifeHeld() {
    ask(null);
    jobs.take("node-a");

    jobs.releaseAllOf("node-a");

    assertThat(jobs.take("node-a")).isPresent();
  }

  @Test
  void aRunnerThatWasTakenOverCanWriteNoMore() {
    var job = ask(null);
    var zombie = jobs.take("node-a").orElseThrow();
    leaseOfRunsOut(job);
    jobs.take("node-b");

    assertThatThrownBy(() -> jobs.plan(zombie, List.of(new Slice(1, 1, 10))))
        .isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> jobs.complete(zombie)).isInstanceOf(LeaseLost.class);
    assertThat(jobs.renew(zombie)).isFalse();
    assertThat(jobs.mustLeave(zombie)).isTrue();
    assertThat(jobs.hasSlices(job)).isFalse();
  }

  @Test
  void aSliceThatIsDoneIsNotDoneAgain() {
    ask(null);
    var lease = jobs.take("node-a").orElseThrow();
    jobs.plan(lease, List.of(new Slice(1, 1, 10), new Slice(2, 11, 20)));

    var first = jobs.nextSlice(lease).orElseThrow();
    jobs.sliceDone(lease, first, Map.of("created", 7L));
    var second = jobs.nextSlice(lease).orElseThrow();
    jobs.sliceDone(lease, second, Map.of("created", 5L));

    assertThat(List.of(first.no(), second.no())).containsExactly(1, 2);
    assertThat(jobs.nextSlice(lease)).isEmpty();
  }

  @Test
  void theEndOfAJobAddsUpItsSlicesAndWakesWhoWaitsOnce() {
    var job = ask("execution-7");
    var lease = jobs.take("node-a").orElseThrow();
    jobs.plan(lease, List.of(new Slice(1, 1, 10), new Slice(2, 11, 20)));
    jobs.nextSlice(lease).ifPresent(slice -> jobs.sliceDone(lease, slice, Map.of("created", 7L)));
    jobs.nextSlice(lease).ifPresent(slice -> jobs.sliceDone(lease, slice, Map.of("created", 5L)));

    jobs.complete(lease);

    assertThat(counts(job)).isEqualTo("{\"created\": 12}");
    var request = outbox.next("WAKE_PROCESS").orElseThrow();
    assertThat(request.target()).isEqualTo("execution-7");
    assertThat(request.values()).containsEntry("jobState", "COMPLETED");
    assertThatThrownBy(() -> jobs.complete(lease)).isInstanceOf(LeaseLost.class);
  }

  @Test
  void aJobWithAnOpenSliceCannotEnd() {
    ask("execution-7");
    var lease = jobs.take("node-a").orElseThrow();
    jobs.plan(lease, List.of(new Slice(1, 1, 10), new Slice(2, 11, 20)));
    jobs.nextSlice(lease).ifPresent(slice -> jobs.sliceDone(lease, slice, Map.of("created", 7L)));

    assertThatThrownBy(() -> jobs.refuseOpenSlices(lease)).hasMessageContaining("not done");
    assertThatThrownBy(() -> jobs.complete(lease)).hasMessageContaining("not done");

    assertThat(outbox.next("WAKE_PROCESS")).isEmpty();
    assertThat(jobs.nextSlice(lease).orElseThrow().no()).isEqualTo(2);
  }

  @Test
  void aFailedJobGoesOnWithTheSlicesItHasLeft() {
    var job = ask("execution-7");
    var lease = jobs.take("node-a").orElseThrow();
    jobs.plan(lease, List.of(new Slice(1, 1, 10), new Slice(2, 11, 20)));
    jobs.nextSlice(lease).ifPresent(slice -> jobs.sliceDone(lease, slice, Map.of()));
    jobs.fail(lease, "job.failed.unexpected", "disk full");

    assertThat(ask("execution-8")).isEqualTo(job);
    var again = jobs.take("node-a").orElseThrow();
    assertThat(jobs.nextSlice(again).orElseThrow().no()).isEqualTo(2);
  }

  @Test
  void aJobThatIsLeftForAMomentIsNotTakenBeforeThatMoment() {
    ask(null);
    var lease = jobs.take("node-a").orElseThrow();

    jobs.leave(lease, Duration.ofMinutes(1), "database away");

    assertThat(jobs.take("node-b")).isEmpty();
  }

  @Test
  void aRunnerIsKnownToBeAliveWhileItsSliceIsUnderWay() {
    ask(null);
    var lease = jobs.take("node-a").orElseThrow();

    whileASliceIsUnderWay(lease, slice -> assertThat(jobs.renew(lease)).isTrue());
  }

  @Test
  void aJobIsNotTakenOverInTheMidstOfASlice() {
    var job = ask(null);
    var lease = jobs.take("node-a").orElseThrow();

    whileASliceIsUnderWay(
        lease,
        slice -> {
          leaseOfRunsOut(job);
          assertThat(jobs.take("node-b")).isEmpty();
        });
    assertThat(jobs.take("node-b")).isPresent();
  }

  @Test
  void aRunnerThatWasHaltedInTheMidstOfASliceDoesNotKeepItsJob() {
    var job = ask(null);
    var halted = jobs.take("node-a").orElseThrow();

    assertThatThrownBy(
            () ->
                whileASliceIsUnderWay(
                    halted,
                    slice -> {
                      leaseOfRunsOut(job);
                      assertThat(jobs.endSessionsOfTheSilent()).isEqualTo(1);
                      slice.execute("update work_job set done = 99 where id = ?", job);
                    }))
        .isInstanceOf(JdbiException.class);

    assertThat(jobs.take("node-b")).contains(new JobLease(job, 2));
    assertThat(done(job)).isZero();
  }

  @Test
  void aRunnerThatIsAliveKeepsItsSessions() {
    ask(null);
    var lease = jobs.take("node-a").orElseThrow();

    whileASliceIsUnderWay(lease, slice -> assertThat(jobs.endSessionsOfTheSilent()).isZero());
  }

  /** A slice's transaction on a connection of its own; {@code meanwhile} sees it from outside. */
  private void whileASliceIsUnderWay(JobLease lease, Consumer<Handle> meanwhile) {
    try (var slice = Jdbi.create(source).open()) {
      slice.begin();
      lease.hold(slice);
      meanwhile.accept(slice);
      slice.commit();
    }
  }

  private long ask(String wake) {
    return jobs.request("match-customers", "run", 1, Map.of(), wake, null, NOON);
  }

  private void leaseOfRunsOut(long job) {
    database.use(
        handle ->
            handle.execute("update work_job set lease_until = '-infinity' where id = ?", job));
  }

  private String counts(long job) {
    return database.with(
        handle ->
            handle
                .createQuery("select counts::text from work_job where id = :id")
                .bind("id", job)
                .mapTo(String.class)
                .one());
  }

  private long done(long job) {
    return database.with(
        handle ->
            handle
                .createQuery("select done from work_job where id = :id")
                .bind("id", job)
                .mapTo(Long.class)
                .one());
  }
}
