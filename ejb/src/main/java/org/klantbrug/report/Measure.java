package org.klantbrug.report;

import java.util.Arrays;
import java.util.List;

/** What of a topic is counted: all its rows, or those for which something is so. */
public enum Measure {
  /** All that were received. */
  RECEIVED(Topic.COMPLAINT, "true"),
  /** Somebody still has something to do with it. */
  OPEN(Topic.COMPLAINT, "r.stage not in ('CLOSED', 'WITHDRAWN')"),
  /** The customer never waited longer than he should. */
  IN_TIME(Topic.COMPLAINT, "not r.breached"),
  /** The customer waited, or waits, longer than he should for something. */
  BREACHED(Topic.COMPLAINT, "r.breached"),
  /** Those that were handled to their end. */
  CLOSED(Topic.COMPLAINT, "r.stage = 'CLOSED'"),
  /** Closed, solved at once, and not opened again since. */
  FIXED_AT_ONCE(Topic.COMPLAINT, "r.stage = 'CLOSED' and r.first_time_fix and r.reopened = 0"),
  /** The customer was promised that he hears what we did with it. */
  FEEDBACK_PROMISED(Topic.COMPLAINT, "r.feedback_due_on is not null"),
  /** The customer should have heard by now. */
  FEEDBACK_DUE(Topic.COMPLAINT, "r.feedback_due_on < cast(:today as date)"),
  /** The customer heard what we did with it. */
  FEEDBACK_GIVEN(Topic.COMPLAINT, "r.feedback_given_at is not null"),
  /** The customer should have heard by now, and did not. */
  FEEDBACK_LATE(
      Topic.COMPLAINT, "r.feedback_given_at is null and r.feedback_due_on < cast(:today as date)"),
  /** The day on which the customer hears is still to come. */
  FEEDBACK_AHEAD(
      Topic.COMPLAINT, "r.feedback_given_at is null and r.feedback_due_on >= cast(:today as date)"),
  /** The customer went to a body outside with it. */
  DISPUTED(Topic.COMPLAINT, "r.disputed"),
  /** Something of that is still to be done. */
  DISPUTE_OPEN(Topic.COMPLAINT, "r.dispute_open"),
  /** The body outside put the customer in the right, wholly or partly. */
  DISPUTE_UPHELD(Topic.COMPLAINT, "r.dispute_upheld"),
  /** All that were closed in the period. */
  CLOSINGS(Topic.CLOSING, "true"),
  /** All that was granted; the figure is in euro. */
  GRANTED(Topic.LENIENCY, "true"),
  /** Granted by who was asked, within his own mandate. */
  GRANTED_WITHIN(Topic.LENIENCY, "r.mandate = 'WITHIN'"),
  /** Approved by somebody else, as it went beyond a mandate. */
  GRANTED_APPROVED(Topic.LENIENCY, "r.mandate = 'APPROVED'"),
  /** All that customers wait or waited for. */
  CLOCKS(Topic.CLOCK, "true"),
  /** The customer heard in time. */
  CLOCK_KEPT(Topic.CLOCK, "r.kept = 'KEPT'"),
  /** The customer heard too late, or waits too long already. */
  CLOCK_LATE(Topic.CLOCK, "r.kept = 'LATE'"),
  /** There is still time. */
  CLOCK_RUNNING(Topic.CLOCK, "r.kept = 'RUNNING'"),
  /** All that came over and wait. */
  HELD(Topic.HELD, "true"),
  /** The customer should have heard by now. */
  HELD_LATE(Topic.HELD, "r.late"),
  /** All questions; the figure is in minutes. */
  QUESTIONS(Topic.QUESTION, "true"),
  /** Asked again by the same customer soon after he asked before. */
  REPEATED(Topic.QUESTION, "r.repeated"),
  /** All that were received. */
  OBJECTIONS(Topic.OBJECTION, "true"),
  /** The customer goes along after all, or took it back. */
  OBJECTION_STAYS(Topic.OBJECTION, "r.outcome in ('KEEP', 'NO_DATA_USE', 'WITHDRAWN')"),
  /** The customer leaves. */
  OBJECTION_LEAVES(Topic.OBJECTION, "r.outcome = 'LEAVE'"),
  /** Nobody decided on it yet. */
  OBJECTION_UNDECIDED(
      Topic.OBJECTION, "r.outcome not in ('KEEP', 'NO_DATA_USE', 'WITHDRAWN', 'LEAVE')");

  private final Topic topic;
  private final String condition;

  Measure(Topic topic, String condition) {
    this.topic = topic;
    this.condition = condition;
  }

  /** What it counts. */
  public Topic topic() {
    return topic;
  }

  /** SQL about row {@code r}. */
  String condition() {
    return condition;
  }

  static List<Measure> of(Topic topic) {
    return Arrays.stream(values()).filter(each -> each.topic == topic).toList();
  }
}
