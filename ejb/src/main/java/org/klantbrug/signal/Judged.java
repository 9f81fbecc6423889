package org.klantbrug.signal;

import org.klantbrug.complaint.Weight;
import org.klantbrug.shared.RuleBroken;

/**
 * What somebody says of a signal: who raises it first, then who judges it.
 *
 * @param value what it is worth to the company
 * @param departmentId which department must do something with it
 * @param topic what it is about, one of the topics of questions
 * @param product which product it is about; null if none
 */
public record Judged(
    Kind kind, Weight value, Weight urgency, Long departmentId, String topic, String product) {

  /** Says what is missing. */
  void check() {
    if (kind == null || value == null || urgency == null) {
      throw new RuleBroken("signal.judgement-incomplete");
    }
    if (departmentId == null) {
      throw new RuleBroken("signal.department-missing");
    }
    if (topic == null) {
      throw new RuleBroken("signal.topic-missing");
    }
  }
}
