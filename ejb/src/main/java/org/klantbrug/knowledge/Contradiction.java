package org.klantbrug.knowledge;

import java.time.Instant;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/**
 * Two published answers to questions that are alike.
 *
 * @param one the question of the one, as readers see it, or saw it
 * @param likeness of the two questions, from 0 to 1
 * @param reportedBy who said that they contradict; null if it was found by looking
 * @param why what that colleague said; null if it was found by looking
 * @param reason why both stay; null unless that was decided
 * @param endedAt when it was decided, or one of the texts was another; null while neither
 */
public record Contradiction(
    long id,
    long oneId,
    String one,
    String oneAnswer,
    long oneOwnerId,
    String oneOwner,
    long otherId,
    String other,
    String otherAnswer,
    long otherOwnerId,
    String otherOwner,
    double likeness,
    String reportedBy,
    String why,
    Instant foundAt,
    State state,
    String reason,
    String decidedBy,
    Instant endedAt,
    int version) {

  /** How far it is. */
  public enum State {
    /** Nobody decided which is right. */
    OPEN,
    /** Both stay, with a reason. */
    KEPT,
    /** One of the two was rewritten or taken away since. */
    OVER
  }

  /** By what people call it. */
  public String name() {
    return one + " / " + other;
  }

  /** How alike the two questions are, in percent. */
  public long percent() {
    return Math.round(likeness * 100);
  }

  /** Whether something is to be decided. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether somebody may say that both stay: who answers for one of them, or publishes. */
  public boolean decidable(Staff by) {
    return isOpen()
        && (by.id() == oneOwnerId || by.id() == otherOwnerId || by.may(Action.KNOWLEDGE_PUBLISH));
  }

  void mustBe(int seen) {
    if (version != seen) {
      throw new ChangedMeanwhile("knowledge.contradiction-changed");
    }
  }

  void mustBeDecidable(Staff by) {
    if (!isOpen()) {
      throw new RuleBroken("knowledge.contradiction-over");
    }
    if (!decidable(by)) {
      throw new RuleBroken("knowledge.contradiction-not-yours");
    }
  }
}
