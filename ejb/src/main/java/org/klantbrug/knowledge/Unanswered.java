package org.klantbrug.knowledge;

import java.time.Instant;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/**
 * A question that has no answer yet, however often and in whatever words it was asked.
 *
 * @param topic code of what it is about; null if nobody said
 * @param words of who asked first, without numbers and addresses of people; a dash once they were
 *     emptied
 * @param times how often it was asked
 * @param item what answers it; null while nothing does
 * @param itemId key of that; null while nothing does
 * @param reason why it gets no answer; null unless that was decided
 * @param lastAt when it was asked last
 * @param mine whether the reader asked it too
 * @param noted whether those words stand with a contact of a customer
 * @param version grows with each step
 */
public record Unanswered(
    long id,
    String topic,
    State state,
    String words,
    long times,
    Long itemId,
    String item,
    String reason,
    Instant openedAt,
    Instant lastAt,
    String decidedBy,
    Instant decidedAt,
    boolean mine,
    boolean noted,
    int version) {

  /** Shown without what somebody could be known by. */
  public Unanswered {
    words = Words.bare(words);
  }

  /** How far it is. */
  public enum State {
    /** Nobody decided what is done with it. */
    OPEN,
    /** An answer was chosen that readers do not see yet. */
    WAITING,
    /** Readers see the answer, and who asked heard of it. */
    ANSWERED,
    /** It gets no answer. */
    DISMISSED
  }

  /** By what people call it where its words are not shown. */
  public String name() {
    return name(id);
  }

  static String name(long id) {
    return "Q-" + id;
  }

  /** Whether something is to be decided. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether something can be decided: also while an answer was chosen that readers do not see. */
  public boolean isDecidable() {
    return isOpen() || state == State.WAITING;
  }

  void mustBe(int seen) {
    if (version != seen) {
      throw new ChangedMeanwhile("knowledge.unanswered-changed");
    }
  }

  void mustBeDecidable() {
    if (!isDecidable()) {
      throw new RuleBroken("knowledge.unanswered-decided", name());
    }
  }
}
