package org.klantbrug.merger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.Mergers;
import org.klantbrug.work.JobBoard;

/** The line of stages says how far a run is, and not farther. */
class StageLineTest {
  @Test
  void aRunThatIsOverHasEveryStageBehindIt() {
    assertThat(stages("CLOSED", false)).allMatch(stage -> stage.endsWith(" passed"));
  }

  @Test
  void aRunWhoseContactHistoryWasTakenBackStandsThereAgain() {
    assertThat(stages("CLOSED", true))
        .containsExactly(
            "files passed",
            "import passed",
            "match passed",
            "rehearse passed",
            "transfer passed",
            "reconcile passed",
            "history now",
            "done ahead");
  }

  @Test
  void aRunThatIsOpenForFilesStandsAtItsFiles() {
    assertThat(stages("OPEN", false)).startsWith("files now", "import ahead");
  }

  @Test
  void aRunThatWasTakenBackHasNeitherTransferNorSignatureBehindIt() {
    assertThat(stages("CLOSED", false, true))
        .containsExactly(
            "files passed",
            "import passed",
            "match passed",
            "rehearse passed",
            "transfer undone",
            "reconcile undone",
            "history undone",
            "done undone");
  }

  @Test
  void aRunThatWasGivenUpStandsNowhereAndKeepsWhatItsJobsDid() {
    assertThat(stages("ABANDONED", false, false, job("import-master-data", "COMPLETED")))
        .startsWith("files passed", "import passed", "match dropped")
        .noneMatch(stage -> stage.endsWith(" now") || stage.endsWith(" ahead"));
    assertThat(stages("ABANDONED", false)).allMatch(stage -> stage.endsWith(" dropped"));
  }

  private static List<String> stages(String runState, boolean historyMissing) {
    return stages(runState, historyMissing, false);
  }

  private static List<String> stages(
      String runState, boolean historyMissing, boolean takenBack, JobBoard.Row... jobs) {
    var merger =
        new Mergers.View(
            1,
            "Test",
            1,
            "Ours",
            2,
            "Theirs",
            "T",
            "SHARE_DEAL",
            "ENERGY",
            "P30D",
            LocalDate.parse("2026-05-01"),
            "TRANSFERRED",
            false,
            null,
            7L,
            1,
            runState,
            runState.equals("OPEN"),
            Instant.parse("2026-05-04T08:00:00Z"),
            0);
    return new StageLine(merger, List.of(jobs), List.of(), historyMissing, takenBack)
        .stages().stream().map(stage -> stage.name() + " " + stage.state()).toList();
  }

  private static JobBoard.Row job(String kind, String state) {
    var at = Instant.parse("2026-05-04T08:00:00Z");
    return new JobBoard.Row(
        1, kind, "run", 7, state, 1, 1, at, at, at, null, 0, null, null, null, null, false, false,
        null, null, false);
  }
}
