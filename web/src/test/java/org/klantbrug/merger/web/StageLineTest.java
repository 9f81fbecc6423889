package org.klantbrug.merger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.Mergers;

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

  private static List<String> stages(String runState, boolean historyMissing) {
    return stages(runState, historyMissing, false);
  }

  private static List<String> stages(String runState, boolean historyMissing, boolean takenBack) {
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
            !runState.equals("CLOSED"),
            Instant.parse("2026-05-04T08:00:00Z"));
    return new StageLine(merger, List.of(), List.of(), historyMissing, takenBack)
        .stages().stream().map(stage -> stage.name() + " " + stage.state()).toList();
  }
}
