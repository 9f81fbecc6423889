package org.klantbrug.crisis;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;

/**
 * How a crisis stood.
 *
 * @param no the first one is 1
 * @param dueAt by when it was to be written
 * @param known what is known, and surely so
 * @param notKnown what is not known yet
 * @param customers whom it touches, and how
 * @param done what was done
 * @param next what is done next
 * @param nextAt by when the next one comes; null for the last
 * @param figures what was counted at that moment
 */
public record SituationReport(
    long id,
    long crisisId,
    int no,
    Instant dueAt,
    String known,
    String notKnown,
    String customers,
    String done,
    String next,
    Instant nextAt,
    @Nested Figures figures,
    String writtenBy,
    Instant writtenAt) {

  /**
   * What is counted of a crisis.
   *
   * @param affected customers whom it touches; null if nobody counts them, as are the next two
   * @param complaints of theirs since somebody proposed it
   * @param contacts with them since then
   * @param holds that stand because of it
   * @param stepsLate steps of its playbook that should have been done
   */
  public record Figures(
      Long affected, Long complaints, Long contacts, long holds, long stepsLate) {}

  /** Whether it was written after it should have been. */
  public boolean isLate() {
    return writtenAt.isAfter(dueAt);
  }

  /** Whole minutes that it was late; 0 for one in time. */
  public long minutesLate() {
    return isLate() ? Duration.between(dueAt, writtenAt).toMinutes() : 0;
  }
}
