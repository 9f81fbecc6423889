package org.klantbrug.complaint.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.klantbrug.complaint.Stage;

/** A customer sees one step at a time, and none of those that we take among ourselves. */
class CustomerLineTest {
  private static String states(Stage stage, boolean acknowledged) {
    return String.join(
        " ", CustomerLine.of(stage, acknowledged).stream().map(ComplaintLine.Step::state).toList());
  }

  @Test
  void beginsWithTheConfirmation() {
    assertThat(states(Stage.ASSESSMENT, false)).isEqualTo("passed now ahead ahead ahead");
    assertThat(states(Stage.ASSESSMENT, true)).isEqualTo("passed passed now ahead ahead");
  }

  @Test
  void whatWeDoAmongOurselvesIsOneStep() {
    for (var stage : new Stage[] {Stage.INVESTIGATION, Stage.DECISION, Stage.APPROVAL}) {
      assertThat(states(stage, true)).isEqualTo("passed passed now ahead ahead");
    }
  }

  @Test
  void endsWithTheAnswer() {
    assertThat(states(Stage.OUTCOME, true)).isEqualTo("passed passed passed now ahead");
    assertThat(states(Stage.CLOSING, true)).isEqualTo("passed passed passed passed now");
    assertThat(states(Stage.CLOSED, true)).isEqualTo("passed passed passed passed passed");
  }

  @Test
  void withdrawnItGoesNoFurther() {
    assertThat(states(Stage.WITHDRAWN, false)).isEqualTo("passed dropped dropped dropped dropped");
  }
}
