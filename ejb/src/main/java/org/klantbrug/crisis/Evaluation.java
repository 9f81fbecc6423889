package org.klantbrug.crisis;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What was learnt from a crisis.
 *
 * @param dueOn by which day it is to be written
 * @param noActionWhy why nothing has to change; null if something does
 * @param writtenBy who wrote it last; null before anybody did
 */
public record Evaluation(
    long crisisId,
    LocalDate dueOn,
    String wentWell,
    String wentWrong,
    String causes,
    String noActionWhy,
    String writtenBy,
    Instant writtenAt,
    int version) {
  /** Whether it says what went well, what did not, and why. */
  public boolean isWritten() {
    return wentWell != null && wentWrong != null && causes != null;
  }
}
