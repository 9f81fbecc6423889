package org.klantbrug.notice;

import java.time.LocalDate;
import org.klantbrug.shared.RuleBroken;

/**
 * How a person told a customer that he goes over.
 *
 * @param on the day on which he heard it
 * @param how by which way
 * @param words what was said or written, and to whom if not to himself
 */
public record Telling(LocalDate on, How how, String words) {
  private static final int LONGEST_WORDS = 2000;

  /** By which way a person tells it; also the channel of the contact. */
  public enum How {
    PHONE,
    IN_PERSON,
    LETTER,
    EMAIL
  }

  /**
   * The same without blanks around it.
   *
   * @throws RuleBroken {@code notice.told-*}: the day is missing or to come, or nobody says how or
   *     what
   */
  Telling checked(LocalDate today) {
    if (on == null || on.isAfter(today)) {
      throw new RuleBroken("notice.told-day");
    }
    if (how == null) {
      throw new RuleBroken("notice.told-way");
    }
    if (words == null || words.isBlank() || words.strip().length() > LONGEST_WORDS) {
      throw new RuleBroken("notice.told-words", LONGEST_WORDS);
    }
    return new Telling(on, how, words.strip());
  }
}
