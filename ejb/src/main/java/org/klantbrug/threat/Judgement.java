package org.klantbrug.threat;

/** What who has duty says of a report. */
public enum Judgement {
  /** Nothing is wrong; who reported it is thanked. */
  FALSE_ALARM("falseAlarm"),
  /** It may become something: it comes back on a day. */
  WATCH("watch"),
  /** It may be a crisis: who leads one decides. */
  CRISIS("crisis");

  private final String outcome;

  Judgement(String outcome) {
    this.outcome = outcome;
  }

  /** How the process calls it. */
  String outcome() {
    return outcome;
  }

  /** How far a report then is. */
  State state() {
    return State.valueOf(name());
  }
}
