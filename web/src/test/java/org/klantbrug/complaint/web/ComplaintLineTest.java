package org.klantbrug.complaint.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.complaint.Stage;

/** How far a complaint has come, as people read it at a glance. */
class ComplaintLineTest {

  @Test
  void theReceiptIsToBeConfirmedBesideTheHandling() {
    assertThat(states(Stage.DECISION, false))
        .containsExactly("passed", "now", "passed", "passed", "now", "ahead", "ahead", "ahead");
  }

  @Test
  void whatIsSolvedAtOnceStandsWhereOthersAreLookedInto() {
    assertThat(states(Stage.FIRST_TIME_FIX, true))
        .containsExactly("passed", "passed", "passed", "now", "ahead", "ahead", "ahead", "ahead");
  }

  @Test
  void ofAClosedOneAllIsDone() {
    assertThat(states(Stage.CLOSED, true)).containsOnly("passed");
  }

  @Test
  void ofAWithdrawnOneNothingComesAnyMore() {
    assertThat(states(Stage.WITHDRAWN, false))
        .containsExactly(
            "passed", "dropped", "dropped", "dropped", "dropped", "dropped", "dropped", "dropped");
  }

  private static List<String> states(Stage stage, boolean acknowledged) {
    return ComplaintLine.of(stage, acknowledged).stream().map(ComplaintLine.Step::state).toList();
  }
}
