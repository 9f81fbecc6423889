package org.klantbrug.signal;

import java.time.Instant;
import java.time.LocalDate;

/**
 * When and how customers hear what is done with a kind of signal.
 *
 * @param means by this way, if the customer did not say by which he likes to hear from us
 * @param days at most so many days after it is to be told
 * @param changedBy who set it; null if it came with the product
 */
public record Policy(
    Kind kind,
    Told told,
    String means,
    int days,
    String changedBy,
    Instant changedAt,
    int version) {

  /** When customers are told. */
  public enum Told {
    /** As soon as the signal is raised: that we pass it on. */
    AT_ONCE,
    /** When it is closed or declined: what was done with it. */
    WHEN_CLOSED,
    NOT
  }

  /**
   * The last day on which a customer hears of a signal.
   *
   * @param over whether the signal is closed or declined
   * @return null if he is not to be told, or not yet
   */
  LocalDate tellBy(boolean over, LocalDate today) {
    return switch (told) {
      case AT_ONCE -> today.plusDays(days);
      case WHEN_CLOSED -> over ? today.plusDays(days) : null;
      case NOT -> null;
    };
  }
}
