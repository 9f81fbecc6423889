package org.klantbrug.complaint;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.RuleBroken;

/**
 * A complaint and its rules: what can be done with it follows from what it waits for. Received, it
 * is assessed; what is simple is solved at once, else it is investigated and decided; leniency
 * beyond a mandate is approved; then it is explained why it went wrong, the customer hears the
 * outcome, and it is closed. It can be withdrawn until then, and opened again for a while after.
 */
public class Complaint extends KeptComplaint {
  /** For the rows. */
  protected Complaint() {}

  /** A complaint that has just been received. */
  Complaint(String number, Instant receivedAt) {
    this.number = number;
    this.receivedAt = receivedAt;
    this.stage = Stage.ASSESSMENT;
  }

  /**
   * Another company handled it until now.
   *
   * @param reached what it waits for
   * @param known whether the customer was told that they had it; by whom, nobody here knows
   * @param by who took it up, and handles it from here
   * @param at when
   */
  void comeFrom(Stage reached, boolean known, long by, Instant at) {
    stage = reached;
    handlerId = by;
    acknowledgedAt = known ? at : null;
  }

  /** Whose complaint it is, as one company knows him; also where it was thought to be another's. */
  void belongsTo(long identity) {
    needOpen();
    identityId = identity;
  }

  /** Somebody told the customer by name that we have it. */
  void acknowledge(long by, Instant at) {
    needUnacknowledged();
    acknowledgedAt = at;
    acknowledgedBy = by;
  }

  /** Refuses if the customer knows already that we have it, or it is over. */
  void needUnacknowledged() {
    needOpen();
    if (acknowledgedAt != null) {
      throw new RuleBroken("complaint.acknowledged-already", number);
    }
  }

  /** First judgement; whoever gives it handles the complaint from here if nobody did. */
  void assess(Assessment judged, long by) {
    need(Stage.ASSESSMENT);
    if (judged.severity() == null || judged.impact() == null || judged.emotion() == null) {
      throw new RuleBroken("complaint.assessment-incomplete");
    }
    Written.atMost(200, judged.product(), judged.topic());
    Written.atMost(4000, judged.remedySought());
    severity = judged.severity();
    impact = judged.impact();
    emotion = judged.emotion();
    threat = judged.threat();
    product = Written.orNull(judged.product());
    topic = Written.orNull(judged.topic());
    remedySought = Written.orNull(judged.remedySought());
    regimeCode = judged.regime() == null ? regimeCode : judged.regime();
    handlerId = handlerId == null ? Long.valueOf(by) : handlerId;
    stage = judged.simple() ? Stage.FIRST_TIME_FIX : Stage.INVESTIGATION;
  }

  /**
   * Solved at once. Counts as a first time fix unless the complaint was opened again before.
   *
   * @param done what was done, which is the decision's reason too
   * @param why why it went wrong, in words for the customer
   */
  void fixAtOnce(Cause from, String done, String why) {
    need(Stage.FIRST_TIME_FIX);
    cause = needed(from);
    decisionReasons = Written.needed(done, "complaint.fix-missing");
    explanation = Written.needed(why, "complaint.explanation-missing");
    decision = Decision.ACCEPTED;
    firstTimeFix = reopened == 0;
    stage = Stage.OUTCOME;
  }

  /** It turned out not to be that simple. */
  void investigateInstead() {
    need(Stage.FIRST_TIME_FIX);
    stage = Stage.INVESTIGATION;
  }

  /** What was found out, and what it came from. */
  void investigate(Cause from, String found) {
    need(Stage.INVESTIGATION);
    cause = needed(from);
    findings = Written.needed(found, "complaint.findings-missing");
    stage = Stage.DECISION;
  }

  /** Refuses a question to a department, or its answer, while nobody looks into the complaint. */
  void askDepartment() {
    need(Stage.INVESTIGATION);
  }

  /** Refuses what can only be while it was not decided about, nor is about to be. */
  void needUndecided() {
    if (!stage.undecided()) {
      throw new RuleBroken("complaint.other-stage", number, new StageName(stage));
    }
  }

  /** Refuses to answer a part of it before it was judged, or after it was decided about. */
  void answerPart() {
    needUndecided();
    if (stage == Stage.ASSESSMENT) {
      throw new RuleBroken("complaint.other-stage", number, new StageName(stage));
    }
  }

  /** Refuses what the customer would not hear any more with what he heard already. */
  void needNoFeedbackYet() {
    if (stage == Stage.WITHDRAWN) {
      throw new RuleBroken("complaint.not-open", number);
    }
    if (feedbackGivenAt != null) {
      throw new RuleBroken("complaint.feedback-given-already", number);
    }
  }

  /**
   * What we do about it.
   *
   * @param from what it came from; needed where nobody here looked into it, else what was found
   *     stays
   * @param approvalNeeded whether the leniency asked with it goes beyond the mandate
   */
  void decide(Decision decided, Cause from, String because, boolean approvalNeeded) {
    need(Stage.DECISION);
    if (decided == null) {
      throw new RuleBroken("complaint.decision-missing");
    }
    cause = known(from);
    decision = decided;
    decisionReasons = Written.needed(because, "complaint.reasons-missing");
    stage = approvalNeeded ? Stage.APPROVAL : Stage.EXPLANATION;
  }

  /** The leniency asked for was approved, or not: then it is decided anew. */
  void approve(boolean granted) {
    need(Stage.APPROVAL);
    stage = granted ? Stage.EXPLANATION : Stage.DECISION;
  }

  /**
   * Why it went wrong, in words for the customer.
   *
   * @param from as in {@link #decide}
   */
  void explain(Cause from, String why) {
    need(Stage.EXPLANATION);
    cause = known(from);
    explanation = Written.needed(why, "complaint.explanation-missing");
    stage = Stage.OUTCOME;
  }

  /** Notes that the customer heard what we did; without it the complaint cannot be closed. */
  void tellOutcome(Channel how, Experience asked, Instant at) {
    need(Stage.OUTCOME);
    if (how == null) {
      throw new RuleBroken("complaint.told-how-missing");
    }
    if (asked == null) {
      throw new RuleBroken("complaint.experience-missing");
    }
    toldAt = at;
    toldHow = how;
    experience = asked;
    stage = Stage.CLOSING;
  }

  /** The customer will hear later what we did with it. */
  void promiseFeedback(String what, LocalDate dueOn, LocalDate today) {
    needNoFeedbackYet();
    if (dueOn == null || dueOn.isBefore(today)) {
      throw new RuleBroken("complaint.feedback-day-missing");
    }
    Written.atMost(4000, what);
    feedbackPromised = Written.needed(what, "complaint.feedback-missing");
    feedbackDueOn = dueOn;
  }

  /** Whether the customer still waits to hear what we did with it. */
  boolean owesFeedback() {
    return stage != Stage.WITHDRAWN && feedbackDueOn != null && feedbackGivenAt == null;
  }

  /** Refuses if nothing was promised, or the customer heard it already. */
  void needFeedbackOwed() {
    if (feedbackDueOn == null) {
      throw new RuleBroken("complaint.feedback-not-promised", number);
    }
    if (feedbackGivenAt != null) {
      throw new RuleBroken("complaint.feedback-given-already", number);
    }
  }

  /** The customer heard what we did with it. */
  void giveFeedback(String what, Instant at) {
    needFeedbackOwed();
    feedbackGiven = Written.needed(what, "complaint.feedback-missing");
    feedbackGivenAt = at;
  }

  /**
   * Everything is done; refuses and says which part is missing if that is not so.
   *
   * @param promiseUntold whether the customer is still to hear of a promise that his outcome did
   *     not name
   */
  void close(boolean promiseUntold, Instant at) {
    needOpen();
    var missing = missingToClose(promiseUntold);
    if (!missing.isEmpty()) {
      throw new RuleBroken("complaint.close-incomplete", number, new MissingParts(missing));
    }
    need(Stage.CLOSING);
    stage = Stage.CLOSED;
    closedAt = at;
  }

  /** What must still be there before it can be closed, by the codes of {@link ClosingPoint}. */
  List<String> missingToClose(boolean promiseUntold) {
    return ClosingPoint.all(
            acknowledgedAt != null,
            cause != null,
            explanation != null,
            toldAt != null,
            feedbackDueOn != null,
            promiseUntold)
        .stream()
        .filter(point -> !point.there())
        .map(ClosingPoint::code)
        .toList();
  }

  /**
   * The customer says that it is not solved. It begins again with the assessment; whatever was
   * decided and told is over, and stays in what was done. Feedback that was promised and not given
   * yet is still owed.
   *
   * @param within for how long after it was closed this can be
   */
  void reopen(Duration within, Instant at) {
    need(Stage.CLOSED);
    if (at.isAfter(closedAt.plus(within))) {
      throw new RuleBroken("complaint.closed-too-long", number, within.toDays());
    }
    stage = Stage.ASSESSMENT;
    reopened++;
    firstTimeFix = firstTimeFix == null ? null : Boolean.FALSE;
    decision = null;
    decisionReasons = null;
    explanation = null;
    toldAt = null;
    toldHow = null;
    experience = null;
    closedAt = null;
    if (feedbackGivenAt != null) {
      feedbackGivenAt = null;
      feedbackGiven = null;
      dropPromise();
    }
  }

  /** It is handled elsewhere: by another company, or with the complaint that it is once more. */
  void endElsewhere(EndedAs how, Instant at) {
    withdraw(at);
    endedAs = how;
  }

  /** How it ended without being handled here; null if it did not. */
  EndedAs endedAs() {
    return endedAs;
  }

  /** The customer no longer wants us to handle it, nor to hear of it. */
  void withdraw(Instant at) {
    needOpen();
    if (feedbackGivenAt == null) {
      dropPromise();
    }
    stage = Stage.WITHDRAWN;
    closedAt = at;
  }

  private void dropPromise() {
    feedbackDueOn = null;
    feedbackPromised = null;
  }

  /** Where the process that handles it now is. */
  void handledBy(String process) {
    processId = process;
  }

  /** Refuses if it waits for something else. */
  void need(Stage expected) {
    if (stage != expected) {
      throw new RuleBroken("complaint.other-stage", number, new StageName(stage));
    }
  }

  /** Refuses if the customer heard the outcome, or does not wait for one any more. */
  void needUntold() {
    needOpen();
    if (stage == Stage.CLOSING) {
      throw new RuleBroken("complaint.other-stage", number, new StageName(stage));
    }
  }

  /** Refuses what is closed or withdrawn. */
  void needOpen() {
    if (!stage.open()) {
      throw new RuleBroken("complaint.not-open", number);
    }
  }

  private Cause known(Cause from) {
    return cause == null ? needed(from) : cause;
  }

  private static Cause needed(Cause cause) {
    if (cause == null) {
      throw new RuleBroken("complaint.cause-missing");
    }
    return cause;
  }
}
