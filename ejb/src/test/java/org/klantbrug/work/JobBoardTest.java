package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;

/** What people see of jobs. */
@OnDatabase
class JobBoardTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final Database database = new Database(TestDatabase.fresh());
  private final Jobs jobs = new Jobs(database, null);
  private final JobRuns runs =
      new JobRuns(database, new Outbox(database, new BusinessClock(), null), null);
  private final JobBoard board = new JobBoard(database);

  @Test
  void theJobsOfARunStandOnItsBoardNewestFirst() {
    var first = jobs.request("import-master-data", "run", 5, Map.of(), null, null, NOON);
    var second = jobs.request("match-customers", "run", 5, Map.of(), null, null, NOON);
    jobs.request("import-master-data", "run", 6, Map.of(), null, null, NOON);

    assertThat(board.on("run", 5)).extracting(JobBoard.Row::id).containsExactly(second, first);
    assertThat(board.find(first).orElseThrow().state()).isEqualTo("REQUESTED");
  }

  @Test
  void aJobThatFailedIsAmongTheStuckOnes() {
    var job = jobs.request("import-master-data", "run", 5, Map.of(), null, null, NOON);
    assertThat(board.stuck()).isEmpty();

    runs.fail(runs.take("node").orElseThrow(), "job.failed.unexpected", "no such table");

    assertThat(board.stuck()).extracting(JobBoard.Row::id).containsExactly(job);
  }

  @Test
  void whyAJobStoppedIsToldInTheLanguageOfTheReader() {
    var job = jobs.request("import-master-data", "run", 5, Map.of(), null, null, NOON);

    runs.fail(
        runs.take("node").orElseThrow(), new RuleBroken("delivery.file-exchanged", "klanten.csv"));

    var row = board.find(job).orElseThrow();
    assertThat(row.failureIn(Locale.forLanguageTag("nl")).orElseThrow())
        .startsWith("Het bewaarde bestand klanten.csv is veranderd");
    assertThat(row.failureIn(Locale.ENGLISH)).contains(row.failure());
  }
}
