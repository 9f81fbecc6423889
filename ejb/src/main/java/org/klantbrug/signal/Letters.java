package org.klantbrug.signal;

import java.time.Instant;

/**
 * Letters to customers of a signal that are printed together.
 *
 * @param body with fields in braces
 * @param asFeedback whether it is what was promised to them with their complaints, too
 * @param endedBy who said that they went out, or that they do not; null while they wait
 * @param customers to so many
 */
public record Letters(
    long id,
    long signalId,
    Purpose purpose,
    String language,
    String body,
    boolean asFeedback,
    State state,
    String writtenBy,
    Instant writtenAt,
    String endedBy,
    Instant endedAt,
    long customers) {
  /** How far they are. */
  public enum State {
    /** To be printed and sent. */
    WAITING,
    /** A person said that they went out: these customers have heard it. */
    OUT,
    /** They are not sent after all. */
    DROPPED
  }

  /**
   * One of them.
   *
   * @param address in lines, the name first
   * @param body filled in
   */
  public record Letter(String address, String body) {}
}
