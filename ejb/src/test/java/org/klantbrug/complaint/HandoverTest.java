package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.SmallTakeover;

/** A complaint that came over goes on where it was. */
@OnDatabase
class HandoverTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final ComplaintFixture at = new ComplaintFixture(takeover.in.database);

  @AfterEach
  void close() {
    takeover.in.close();
  }

  @Test
  void isTakenUpOnceWithTheDayOnWhichItWasReceived() {
    var waiting = at.handover.waiting(10, at.adviser).get(0);

    var id = at.handover.takeUp(waiting.id(), at.adviser);

    var complaint = at.desk.look(id, at.adviser).complaint();
    assertThat(complaint.receivedAt()).isEqualTo(waiting.receivedAt());
    assertThat(complaint.text()).isEqualTo(waiting.text());
    assertThat(at.handover.waiting(10, at.adviser)).doesNotContain(waiting);
    assertThatThrownBy(() -> at.handover.takeUp(waiting.id(), at.adviser))
        .hasMessageContaining("taken up already");
  }

  @Test
  void goesOnFromTheStageItHad() {
    takeover.in.sql("update transfer_held_complaint set state = 'INVESTIGATED'");
    var waiting = at.handover.waiting(10, at.adviser).get(0);

    var id = at.handover.takeUp(waiting.id(), at.adviser);

    assertThat(at.stage(id)).isEqualTo(Stage.DECISION);
    assertThat(at.desk.look(id, at.adviser).complaint().acknowledged()).isTrue();
    assertThat(at.asked).containsExactly("complaintHandling begins at DECISION");
    assertThat(at.clocks.of(ComplaintClocks.SUBJECT, id)).hasSize(1);
  }
}
