package org.klantbrug.sla;

/** How a reply time is counted. */
public enum RuleKind {
  /** Within seconds of opening time; what comes while we are closed, the same working day. */
  ANSWER_WITHIN(true),
  /** In the contact itself: no clock runs. */
  DURING_CONTACT(false),
  /** Before we close on the working day on which it came. */
  SAME_WORKING_DAY(false),
  /** That is the aim; the limit is later, see {@link ReplyRule#hours()}. */
  SAME_OR_ONE_WORKING_DAY(false),
  /** Within minutes of opening time. */
  WITHIN_OPENING_TIME(true),
  /** Before we close so many working days later; the day on which it came does not count. */
  WITHIN_WORKING_DAYS(true),
  /** Before we close on a day that is given. */
  ON_DATE(false),
  /** Within so many hours by the clock, whether we are open or not. */
  WITHIN_HOURS(true);

  private final boolean counted;

  RuleKind(boolean counted) {
    this.counted = counted;
  }

  /** Whether its time runs at night and on holidays too, so that somebody is told then. */
  boolean runsAlways() {
    return this == WITHIN_HOURS;
  }

  /** Whether it takes an amount: seconds, minutes, days or hours. */
  public boolean counted() {
    return counted;
  }
}
