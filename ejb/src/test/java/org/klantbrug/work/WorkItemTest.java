package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Who may take a piece of work in hand, and answer it. */
class WorkItemTest {
  private static final Instant NOON = Instant.parse("2026-11-02T11:00:00Z");
  private static final Staff WILLEM = staff(1, "finance");
  private static final Staff ANNA = staff(2, "finance");
  private static final Staff SANNE = staff(3, "migrationOperator");

  private final WorkItem item =
      new WorkItem(
          "signReconciliation",
          "p1",
          "t1",
          "run",
          7,
          "Noord and Zuid",
          "finance",
          ANNA.id(),
          List.of("signed", "undo"),
          null,
          NOON);

  @Test
  void whoStartedTheRunCannotSignIt() {
    assertThat(refusal(() -> item.claim(ANNA))).isEqualTo("work.not-by-the-same-person");
  }

  @Test
  void anotherRoleCannotTakeIt() {
    assertThat(refusal(() -> item.claim(SANNE))).isEqualTo("work.other-role");
  }

  @Test
  void anAnswerThatIsNotOnTheListIsRefused() {
    assertThat(refusal(() -> item.complete(WILLEM, "perhaps", null, NOON)))
        .isEqualTo("work.no-such-outcome");
    assertThat(item.isOpen()).isTrue();
  }

  @Test
  void whatIsDoneCannotBeDoneAgain() {
    item.complete(WILLEM, "signed", "  ", NOON);

    assertThat(item.note()).isNull();
    assertThat(refusal(() -> item.complete(WILLEM, "undo", null, NOON))).isEqualTo("work.not-open");
  }

  @Test
  void whatAColleagueHasInHandStaysTheirs() {
    var forAll =
        new WorkItem(
            "signHistory", "p", "t", "run", 7, "x", "finance", null, List.of("signed"), null, NOON);
    forAll.claim(WILLEM);

    assertThat(refusal(() -> forAll.complete(ANNA, "signed", null, NOON)))
        .isEqualTo("work.claimed-by-another");
    assertThatThrownBy(() -> forAll.claim(ANNA)).isInstanceOf(RuleBroken.class);
  }

  private static String refusal(Runnable attempt) {
    try {
      attempt.run();
      return "allowed";
    } catch (RuleBroken rule) {
      return rule.key();
    }
  }

  private static Staff staff(long id, String role) {
    return new Staff(
        id, "s" + id, "Staff " + id, "nl", false, null, Set.of(role), Set.of("work.do"));
  }
}
