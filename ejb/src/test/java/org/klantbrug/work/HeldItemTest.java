package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Whether a task may change hands. */
class HeldItemTest {
  private static final Staff LOTTE =
      new Staff(1, "lotte", "Lotte", "nl", false, null, Set.of("adviser"), Set.of());
  private static final HeldItem.Receiver EMMA =
      new HeldItem.Receiver("Emma", 2L, Set.of("adviser"));

  private static HeldItem item(String state, Long not, Long claimedBy, String doneBy) {
    return new HeldItem(
        7, 3, "k", "run", 1, "Ronde 1", state, "adviser", not, claimedBy, "Noor", doneBy, null);
  }

  private static String refusal(HeldItem item, Move move, Integer seen, HeldItem.Receiver to) {
    return catchThrowableOfType(RuleBroken.class, () -> item.check(move, seen, to, LOTTE)).key();
  }

  @Test
  void aFreeTaskIsTakenUpAsItWasSeen() {
    assertThatCode(() -> item("OPEN", null, null, null).check(Move.claim(null), 3, null, LOTTE))
        .doesNotThrowAnyException();
  }

  @Test
  void whatChangedSinceItWasSeenIsLookedAtFirst() {
    assertThat(refusal(item("OPEN", null, null, null), Move.claim(null), 2, null))
        .isEqualTo("work.left.changed");
  }

  @Test
  void whatIsDoneOrNoLongerNeededSaysSo() {
    assertThat(refusal(item("DONE", null, null, "Noor"), Move.claim(null), 3, null))
        .isEqualTo("work.left.done");
    assertThat(refusal(item("WITHDRAWN", null, null, null), Move.claim(null), 3, null))
        .isEqualTo("work.left.gone");
  }

  @Test
  void whoDidTheStepBeforeNeitherTakesNorGetsIt() {
    assertThat(refusal(item("OPEN", 1L, null, null), Move.claim(null), 3, null))
        .isEqualTo("work.not-by-the-same-person");
    assertThat(refusal(item("OPEN", 2L, 1L, null), Move.toPerson(2, "x"), 3, EMMA))
        .isEqualTo("work.left.not-by-them");
  }

  @Test
  void whoHasItInHandMayHandItOn() {
    assertThatCode(() -> item("OPEN", null, 1L, null).check(Move.toPerson(2, "x"), 3, EMMA, LOTTE))
        .doesNotThrowAnyException();
    assertThat(refusal(item("OPEN", null, null, null), Move.toPerson(2, "x"), 3, EMMA))
        .isEqualTo("work.left.not-yours");
  }

  @Test
  void whatNobodyHasCannotBeGivenBack() {
    assertThat(refusal(item("OPEN", null, null, null), Move.release(null), 3, null))
        .isEqualTo("work.left.free");
  }
}
