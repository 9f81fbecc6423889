package org.klantbrug.crisis;

import java.time.Instant;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/**
 * A crisis, or an exercise of one.
 *
 * @param number what people call it: {@code C-2026-0001}
 * @param level 1 to 3, 3 is the worst; null until somebody decided that it is one
 * @param exercise nothing leaves the system
 * @param leadId who leads it; null until it is declared
 * @param cause what it comes from; null while nobody knows
 * @param decidedWhy why it was declared or rejected
 * @param threatId the report of a threat that it came from; null if somebody proposed it himself
 * @param processInstance the process that leads it
 * @param reportMinutes between two situation reports; null until it is declared
 * @param nextReportAt by when the next one is asked for; null while none is
 */
public record Crisis(
    long id,
    String number,
    String name,
    String whatHappened,
    Integer level,
    State state,
    boolean exercise,
    Long leadId,
    String lead,
    String cause,
    long proposedById,
    String proposedBy,
    Instant proposedAt,
    String decidedBy,
    Instant decidedAt,
    String decidedWhy,
    String stoodDownBy,
    Instant stoodDownAt,
    String stoodDownWhy,
    String closedBy,
    Instant closedAt,
    Long threatId,
    String processInstance,
    Integer reportMinutes,
    Instant nextReportAt,
    int version) {

  /** How far it is. */
  public enum State {
    /** Somebody thinks that it is one; nobody decided. */
    CANDIDATE,
    /** It is none. */
    REJECTED,
    /** It runs. */
    DECLARED,
    /** A person said that it is over; what was learnt is still to be written. */
    STOOD_DOWN,
    CLOSED
  }

  /** Whether the team still works on it. */
  public boolean isOpen() {
    return state != State.REJECTED && state != State.CLOSED;
  }

  /** Whether it runs. */
  public boolean isRunning() {
    return state == State.DECLARED;
  }

  /** Number and name, as people say it. */
  public String title() {
    return number + " " + name;
  }

  /** Of two who decide, the second hears who was first, and why. */
  void mustBeUndecided() {
    if (state != State.CANDIDATE) {
      throw new ChangedMeanwhile(
          "crisis.decided-already", number, decidedBy, new StateName(state), decidedWhy);
    }
  }

  /** Only what runs is led and stood down. */
  void mustRun() {
    if (stoodDownAt != null) {
      throw new ChangedMeanwhile("crisis.over-already", number, stoodDownBy, stoodDownWhy);
    }
    if (!isRunning()) {
      throw new RuleBroken("crisis.not-running", number);
    }
  }

  /** What is over is only read. */
  void mustBeOpen() {
    if (!isOpen()) {
      throw new RuleBroken("crisis.not-open", number);
    }
  }

  void mustBeStoodDown() {
    if (state == State.CLOSED) {
      throw new ChangedMeanwhile("crisis.closed-already", number, closedBy);
    }
    if (state != State.STOOD_DOWN) {
      throw new RuleBroken("crisis.stand-down-first", number);
    }
  }
}
