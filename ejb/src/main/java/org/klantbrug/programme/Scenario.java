package org.klantbrug.programme;

import java.time.Instant;
import java.util.List;

/**
 * What is done if something goes wrong, written out beforehand.
 *
 * @param place the worst case is the first
 * @param title what happens
 * @param what is done then
 * @param decider who decides then
 * @param readers who read it as it stands now
 */
public record Scenario(
    long id,
    long mergerId,
    int place,
    String title,
    String what,
    long deciderId,
    String decider,
    String changedBy,
    Instant changedAt,
    int version,
    List<String> readers) {
  /** The names of the readers, one after another. */
  public String getReadersNamed() {
    return String.join(", ", readers);
  }
}
