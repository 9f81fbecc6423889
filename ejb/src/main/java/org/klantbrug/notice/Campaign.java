package org.klantbrug.notice;

import java.time.Instant;

/**
 * A message to all customers of a merger.
 *
 * @param wordsNo counts the versions of its words; 0 before the first
 * @param processId of its process {@code noticeRelease}
 * @param why it was stopped; null unless it was
 * @param failedAt when its customers could not be told, as something went wrong; null while all
 *     goes well
 * @param failedNl why, in Dutch; null for an error that nobody foresaw
 * @param nextTry when it is tried again
 * @param version as it was read
 */
public record Campaign(
    long id,
    long mergerId,
    Kind kind,
    String name,
    State state,
    int wordsNo,
    String processId,
    String createdBy,
    Instant createdAt,
    String releasedBy,
    Instant releasedAt,
    String endedBy,
    Instant endedAt,
    String why,
    Instant failedAt,
    String failedNl,
    String failedEn,
    Instant nextTry,
    int version) {
  /** What work items and messages call it. */
  public static final String SUBJECT = "campaign";

  /** What it is for. */
  public enum Kind {
    /** Customers hear that they go over, once. */
    ANNOUNCEMENT,
    /** Whose notice named another day, or other money, hears the right one. */
    CORRECTION
  }

  /** How far it is; each but the last two is a task of its process. */
  public enum State {
    WRITING("writeMessage"),
    TESTING("preTest"),
    COMMUNICATION("approveCommunication"),
    LEGAL("approveLegal"),
    ASSIGNING("assignContactPersons"),
    RELEASED(null),
    STOPPED(null);

    private final String task;

    State(String task) {
      this.task = task;
    }

    /** Element of its task in the model; null if nothing is asked. */
    String task() {
      return task;
    }
  }

  /** Whose words they are for: customers of the acquired company only, or of both. */
  public enum Situation {
    THEIRS,
    BOTH
  }

  /** By which way a customer is told. */
  public enum Way {
    EMAIL,
    LETTER,
    PERSON
  }

  /**
   * Why its customers could not be told; null for an error that nobody foresaw.
   *
   * @param language {@code nl} or {@code en}
   */
  public String failed(String language) {
    return "en".equals(language) ? failedEn : failedNl;
  }

  /** Whether its words can be changed. */
  public boolean isWritten() {
    return state == State.WRITING;
  }

  /** Whether customers are told. */
  public boolean isGoing() {
    return state == State.RELEASED;
  }
}
