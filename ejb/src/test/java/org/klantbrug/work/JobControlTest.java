package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** A person stops a job, and lets it go on. */
@OnDatabase
class JobControlTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Staff OPERATOR =
      new Staff(1, "sanne", "Sanne", "nl", false, null, Set.of("migrationOperator"), Set.of());

  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(database, clock);
  private final Jobs jobs = new Jobs(database, null);
  private final JobRuns runs = new JobRuns(database, new Outbox(database, clock, null), null);
  private final JobBoard board = new JobBoard(database);
  private final List<String> answered = new ArrayList<>();
  private final JobControl control =
      new JobControl(
          jobs,
          board,
          new WorkItems() {
            @Override
            public void complete(long id, Staff staff, String outcome, String note) {
              answered.add(id + " " + outcome);
            }
          },
          clock,
          audit);

  @BeforeEach
  void somebodyWorksHere() {
    database.use(
        handle ->
            handle.execute(
                "insert into identity_staff (login, full_name) values ('sanne', 'Sanne')"));
  }

  @Test
  void aRunningJobLeavesOnceAskedAndThatIsWrittenDown() {
    var job = jobs.request("match-customers", "run", 5, Map.of(), null, null, NOON);
    var lease = runs.take("node").orElseThrow();
    assertThat(runs.mustLeave(lease)).isFalse();

    control.stop(job, OPERATOR);

    assertThat(runs.mustLeave(lease)).isTrue();
    assertThat(audit.about("job", job, 1))
        .extracting(Audit.Entry::action)
        .containsExactly("jobStopAsked");
    assertThatThrownBy(() -> control.stop(job, OPERATOR)).hasMessageContaining("stopping already");
  }

  @Test
  void aJobThatAProcessWaitsForGoesOnByTheAnswerToItsWorkItem() {
    var job = jobs.request("match-customers", "run", 5, Map.of(), "process-1", null, NOON);
    runs.fail(runs.take("node").orElseThrow(), "job.failed.stopped", "Asked to stop");
    var other = repairItem("rehearseTransfer", 5);
    var item = repairItem("matchCustomers", 5);

    control.goOn(job, OPERATOR);

    assertThat(answered).containsExactly(item + " goOn").doesNotContain(other + " goOn");
  }

  @Test
  void aJobThatNobodyWaitsForIsTakenUpAgain() {
    var job = jobs.request("match-customers", "run", 5, Map.of(), null, null, NOON);
    runs.fail(runs.take("node").orElseThrow(), "job.failed.unexpected", "no such table");

    control.goOn(job, OPERATOR);

    assertThat(board.find(job).orElseThrow().state()).isEqualTo("REQUESTED");
    assertThat(answered).isEmpty();
  }

  @Test
  void aJobWhoseProcessDecidedOtherwiseIsNoLongerStuckAndCannotGoOn() {
    var job = jobs.request("match-customers", "run", 5, Map.of(), "process-1", null, NOON);
    runs.fail(runs.take("node").orElseThrow(), "job.failed.unexpected", "no such table");
    var item = repairItem("matchCustomers", 5);
    assertThat(board.stuck()).extracting(JobBoard.Row::repairItemId).containsExactly(item);

    database.use(handle -> handle.execute("update work_item set state = 'WITHDRAWN'"));

    assertThat(board.stuck()).isEmpty();
    assertThatThrownBy(() -> control.goOn(job, OPERATOR)).hasMessageContaining("does not wait");
  }

  @Test
  void whatHasEndedCannotBeStopped() {
    var job = jobs.request("match-customers", "run", 5, Map.of(), null, null, NOON);
    runs.complete(runs.take("node").orElseThrow());

    assertThatThrownBy(() -> control.stop(job, OPERATOR)).hasMessageContaining("no longer runs");
    assertThatThrownBy(() -> control.goOn(job, OPERATOR)).hasMessageContaining("does not wait");
  }

  private long repairItem(String failedJob, long run) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    insert into work_item (kind, subject_kind, subject_id, role_code, outcomes, reason, created_at)
                    values ('repairRun', 'run', :run, 'migrationOperator', array['goOn', 'undo'], :reason, now())
                    returning id""")
                .bind("run", run)
                .bind("reason", failedJob)
                .mapTo(Long.class)
                .one());
  }
}
