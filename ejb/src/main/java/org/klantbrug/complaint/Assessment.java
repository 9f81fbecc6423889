package org.klantbrug.complaint;

import org.klantbrug.work.Priority;

/**
 * How a complaint is judged at first sight.
 *
 * @param product what it is about; may be empty
 * @param topic in a few words; may be empty
 * @param remedySought what the customer wants
 * @param threat whether the customer threatens with publicity, a court or worse
 * @param regime code of the rules it falls under; null leaves them as they are
 * @param simple whether it can be solved at once
 */
public record Assessment(
    Weight severity,
    Weight impact,
    Emotion emotion,
    String product,
    String topic,
    String remedySought,
    boolean threat,
    String regime,
    boolean simple) {

  /** How urgent its tasks are: as heavy as it weighs in itself, and a threat is always urgent. */
  Priority priority() {
    if (threat || severity == Weight.HIGH) {
      return Priority.HIGH;
    }
    return severity == Weight.LOW ? Priority.LOW : Priority.NORMAL;
  }
}
