package org.klantbrug.threat;

import java.time.Instant;
import java.time.LocalDate;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/**
 * A report of what can become a crisis, from the first word to what came of it.
 *
 * @param severity 1 to 3, 3 the worst
 * @param text what was seen, in the words of who saw it; of the system what it is about, a number
 *     or codes, which pages say in words
 * @param who who said it or where it stands; null if nobody knows
 * @param page where in the application it was reported from; null if nowhere
 * @param partyId customer; null if it is about none in particular
 * @param merger name of the merger it has to do with; null if none
 * @param reportedById null if the system or a program reported it by itself
 * @param noticedAt since when it was to be seen
 * @param joinedTo the report about the same matter that is judged instead; null unless joined
 * @param waitsSince since when it waits to be judged, for the first time or again
 * @param dueAt it should be judged by then; null if it does not wait
 * @param nextAt nobody judged it until then: the next one is called; null if it does not wait
 * @param calls how many were called since it waits
 * @param holderId who was called last, or took it up; null if nobody
 * @param lookAgainAt when it comes back to be judged again; null unless it is watched
 * @param reason why it was judged so, in words; null before that
 * @param seenAt when who reported it read what came of it; null before that
 * @param processId of its triage
 * @param version grows with each step
 */
public record ThreatReport(
    long id,
    String number,
    Origin origin,
    Source source,
    int severity,
    String text,
    String who,
    String page,
    Long partyId,
    Long complaintId,
    String complaintNumber,
    Long mergerId,
    String merger,
    Long waveId,
    LocalDate waveDay,
    Long alarmId,
    Long reportedById,
    String reportedBy,
    Instant noticedAt,
    Instant reportedAt,
    State state,
    Long joinedTo,
    String joinedNumber,
    Instant waitsSince,
    Instant dueAt,
    Instant nextAt,
    int calls,
    Long holderId,
    String holder,
    Instant lookAgainAt,
    Long judgedById,
    String judgedBy,
    Instant judgedAt,
    String reason,
    Instant seenAt,
    String processId,
    int version) {

  /** Whether it still waits and should have been judged before this moment. */
  public boolean late(Instant now) {
    return state == State.OPEN && dueAt != null && dueAt.isBefore(now);
  }

  /** Whether this person reported it. */
  public boolean isOf(Staff staff) {
    return reportedById != null && reportedById == staff.id();
  }

  /** Whether this person may read it: his own, or with the right to read all. */
  public boolean readable(Staff staff) {
    return isOf(staff) || staff.may(Action.THREAT_READ);
  }

  /** Whether the system reported it, so that pages say what it is. */
  public boolean bySystem() {
    return origin != Origin.PERSON && origin != Origin.OUTSIDE;
  }

  /**
   * Refuses who saw it otherwise, and says what became of it.
   *
   * @param seen version
   */
  void mustBe(int seen) {
    if (version == seen) {
      return;
    }
    if (judgedBy != null && state != State.OPEN) {
      throw new ChangedMeanwhile("threat.judged-meanwhile." + state, number, judgedBy, reason);
    }
    throw new ChangedMeanwhile("threat.changed-meanwhile", number);
  }

  void mustBeJudgeable() {
    if (!state.isJudgeable()) {
      throw new RuleBroken("threat.judged-already", number, judgedBy);
    }
  }

  void mustWait() {
    if (state != State.OPEN) {
      throw new RuleBroken("threat.not-waiting", number);
    }
  }
}
