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
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** A job is run by one node at a time, survives its node, and wakes who waits for it once. */
@OnDatabase
class JobsTest {
  private static final Instant NOON = Instant.parse("2026-11-02T11:00:00Z");

  private DataSource source;
  private Database database;
  private Outbox outbox;
  private Jobs jobs;
  private JobRuns runs;
  private Slices slices;

  @BeforeEach
  void begin() {
    source = TestDatabase.fresh();
    database = new Database(source);
    outbox = new Outbox(database, new BusinessClock(), null);
    jobs = new Jobs(database, null);
    runs = new JobRuns(database, outbox, null);
    slices = new Slices(database);
  }

  @Test
  void aJobAskedForTwiceIsOneJob() {
    assertThat(ask("process-1")).isEqualTo(ask("process-1"));
  }

  @Test
  void aJobIsTakenByOneNodeOnly() {
    ask(null);

    assertThat(runs.take("node-a")).isPresent();
    assertThat(runs.take("node-b")).isEmpty();
  }

  @Test
  void aJobWhoseNodeFellSilentIsTakenByAnother() {
    var job = ask(null);
    runs.take("node-a");
    leaseOfRunsOut(job);

    var lease = runs.take("node-b").orElseThrow();

    assertThat(lease).isEqualTo(new JobLease(job, 2));
  }

  @Test
  void aNodeThatStartsAgainGoesOnAtOnceWithWhatItsEarlierLifeHeld() {
    ask(null);
    runs.take("node-a");

    runs.releaseAllOf("node-a");

    assertThat(runs.take("node-a")).isPresent();
  }

  @Test
  void aRunnerThatWasTakenOverCanWriteNoMore() {
    var job = ask(null);
    var zombie = runs.take("node-a").orElseThrow();
    leaseOfRunsOut(job);
    runs.take("node-b");

    assertThatThrownBy(() -> slices.plan(zombie, List.of(new Slice(1, 1, 10))))
        .isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> runs.complete(zombie)).isInstanceOf(LeaseLost.class);
    assertThat(runs.renew(zombie)).isFalse();
    assertThat(runs.mustLeave(zombie)).isTrue();
    assertThat(slices.arePlanned(job)).isFalse();
  }

  @Test
  void aSliceThatIsDoneIsNotDoneAgain() {
    ask(null);
    var lease = runs.take("node-a").orElseThrow();
    slices.plan(lease, List.of(new Slice(1, 1, 10), new Slice(2, 11, 20)));

    var first = slices.next(lease).orElseThrow();
    slices.done(lease, first, Map.of("created", 7L));
    var second = slices.next(lease).orElseThrow();
    slices.done(lease, second, Map.of("created", 5L));

    assertThat(List.of(first.no(), second.no())).containsExactly(1, 2);
    assertThat(slices.next(lease)).isEmpty();
  }

  @Test
  void theEndOfAJobAddsUpItsSlicesAndWakesWhoWaitsOnce() {
    var job = ask("execution-7");
    var lease = runs.take("node-a").orElseThrow();
    slices.plan(lease, List.of(new Slice(1, 1, 10), new Slice(2, 11, 20)));
    slices.next(lease).ifPresent(slice -> slices.done(lease, slice, Map.of("created", 7L)));
    slices.next(lease).ifPresent(slice -> slices.done(lease, slice, Map.of("created", 5L)));

    runs.complete(lease);

    assertThat(counts(job)).isEqualTo("{\"created\": 12}");
    var request = outbox.next("WAKE_PROCESS").orElseThrow();
    assertThat(request.target()).isEqualTo("execution-7");
    assertThat(request.values()).containsEntry("jobState", "COMPLETED");
    assertThatThrownBy(() -> runs.complete(lease)).isInstanceOf(LeaseLost.class);
  }

  @Test
  void aJobWithAnOpenSliceCannotEnd() {
    ask("execution-7");
    var lease = runs.take("node-a").orElseThrow();
    slices.plan(lease, List.of(new Slice(1, 1, 10), new Slice(2, 11, 20)));
    slices.next(lease).ifPresent(slice -> slices.done(lease, slice, Map.of("created", 7L)));

    assertThatThrownBy(() -> slices.refuseOpen(lease)).hasMessageContaining("not done");
    assertThatThrownBy(() -> runs.complete(lease)).hasMessageContaining("not done");

    assertThat(outbox.next("WAKE_PROCESS")).isEmpty();
    assertThat(slices.next(lease).orElseThrow().no()).isEqualTo(2);
  }

  @Test
  void aFailedJobGoesOnWithTheSlicesItHasLeft() {
    var job = ask("execution-7");
    var lease = runs.take("node-a").orElseThrow();
    slices.plan(lease, List.of(new Slice(1, 1, 10), new Slice(2, 11, 20)));
    slices.next(lease).ifPresent(slice -> slices.done(lease, slice, Map.of()));
    runs.fail(lease, "job.failed.unexpected", "disk full");

    assertThat(ask("execution-8")).isEqualTo(job);
    var again = runs.take("node-a").orElseThrow();
    assertThat(slices.next(again).orElseThrow().no()).isEqualTo(2);
  }

  @Test
  void aJobWhoseNodeDiesEachTimeFailsAndWakesWhoWaits() {
    var job = ask("execution-7");
    for (var attempt = 1; attempt <= 30; attempt++) {
      assertThat(runs.take("node-a")).contains(new JobLease(job, attempt));
      runs.releaseAllOf("node-a");
    }
    var next = jobs.request("match-customers", "run", 2, Map.of(), null, null, NOON);

    assertThat(runs.take("node-a")).contains(new JobLease(next, 1));

    assertThat(failureKey(job)).isEqualTo("job.failed.tooOften");
    assertThat(outbox.next("WAKE_PROCESS").orElseThrow().values())
        .containsEntry("jobState", "FAILED");
  }

  @Test
  void aJobWhoseNodeDiesOftenGoesOnAsLongAsPartsOfItAreFinished() {
    var job = ask(null);
    var lease = runs.take("node-a").orElseThrow();
    slices.plan(lease, List.of(new Slice(1, 1, 10), new Slice(2, 11, 20)));
    for (var attempt = 2; attempt <= 30; attempt++) {
      runs.releaseAllOf("node-a");
      lease = runs.take("node-a").orElseThrow();
    }
    slices.done(lease, slices.next(lease).orElseThrow(), Map.of());

    for (var attempt = 31; attempt <= 59; attempt++) {
      runs.releaseAllOf("node-a");
      assertThat(runs.take("node-a")).contains(new JobLease(job, attempt));
    }
    runs.releaseAllOf("node-a");
    assertThat(runs.take("node-a")).isEmpty();
  }

  @Test
  void aFailedJobThatAPersonLetsGoOnIsTriedAsOftenAgain() {
    ask(null);
    for (var attempt = 1; attempt <= 30; attempt++) {
      runs.take("node-a");
      runs.releaseAllOf("node-a");
    }
    assertThat(runs.take("node-a")).isEmpty();

    var job = ask(null);

    assertThat(runs.take("node-a")).contains(new JobLease(job, 32));
  }

  @Test
  void aJobThatIsLeftForAMomentIsNotTakenBeforeThatMoment() {
    ask(null);
    var lease = runs.take("node-a").orElseThrow();

    runs.leave(lease, Duration.ofMinutes(1), "database away");

    assertThat(runs.take("node-b")).isEmpty();
  }

  @Test
  void aRunnerIsKnownToBeAliveWhileItsSliceIsUnderWay() {
    ask(null);
    var lease = runs.take("node-a").orElseThrow();

    whileASliceIsUnderWay(lease, slice -> assertThat(runs.renew(lease)).isTrue());
  }

  @Test
  void aJobIsNotTakenOverInTheMidstOfASlice() {
    var job = ask(null);
    var lease = runs.take("node-a").orElseThrow();

    whileASliceIsUnderWay(
        lease,
        slice -> {
          leaseOfRunsOut(job);
          assertThat(runs.take("node-b")).isEmpty();
        });
    assertThat(runs.take("node-b")).isPresent();
  }

  @Test
  void aRunnerThatWasHaltedInTheMidstOfASliceDoesNotKeepItsJob() {
    var job = ask(null);
    var halted = runs.take("node-a").orElseThrow();

    assertThatThrownBy(
            () ->
                whileASliceIsUnderWay(
                    halted,
                    slice -> {
                      leaseOfRunsOut(job);
                      assertThat(runs.endSessionsOfTheSilent()).isEqualTo(1);
                      slice.execute("update work_job set done = 99 where id = ?", job);
                    }))
        .isInstanceOf(JdbiException.class);

    assertThat(runs.take("node-b")).contains(new JobLease(job, 2));
    assertThat(done(job)).isZero();
  }

  @Test
  void aRunnerThatIsAliveKeepsItsSessions() {
    ask(null);
    var lease = runs.take("node-a").orElseThrow();

    whileASliceIsUnderWay(lease, slice -> assertThat(runs.endSessionsOfTheSilent()).isZero());
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

  private String failureKey(long job) {
    return database.with(
        handle ->
            handle
                .createQuery("select failure_key from work_job where id = :id and state = 'FAILED'")
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
