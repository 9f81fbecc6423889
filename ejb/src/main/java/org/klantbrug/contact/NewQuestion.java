package org.klantbrug.contact;

import java.util.List;
import org.klantbrug.shared.RuleBroken;

/**
 * Something a customer asked, as a colleague notes it.
 *
 * @param topic one of {@link ContactChoices#topics()}
 * @param product which product it is about, in words; null if none
 * @param asked what was asked
 * @param behind the question behind the question: why the customer asks; null if not known
 * @param answer where the answer was found, one of {@link #ANSWERS}
 * @param result what came of it, one of {@link #RESULTS}
 * @param minutes spent on it, whole minutes
 */
public record NewQuestion(
    String topic,
    String product,
    String asked,
    String behind,
    String answer,
    String result,
    Integer minutes) {
  /** Where an answer can be found. */
  public static final List<String> ANSWERS = List.of("IN_KNOWLEDGE", "ELSEWHERE", "NOT_FOUND");

  /** What can come of a question. */
  public static final List<String> RESULTS =
      List.of("ANSWERED", "PASSED_ON", "PROMISED", "NOT_POSSIBLE");

  private static final int LONGEST_PRODUCT = 200;
  private static final int MOST_MINUTES = 600;

  /** Whether nothing was filled in but what a form fills in by itself. */
  public boolean isBlank() {
    return Said.clean(asked) == null && Said.clean(behind) == null && Said.clean(topic) == null;
  }

  /** As it is kept. */
  NewQuestion checked(List<String> topics) {
    var text = Said.bounded(asked);
    if (text == null) {
      throw new RuleBroken("contact.question-blank");
    }
    var about = Said.code(topic, topics);
    var found = Said.code(answer, ANSWERS);
    var became = Said.code(result, RESULTS);
    if (about == null || found == null || became == null) {
      throw new RuleBroken("contact.question-incomplete");
    }
    if (minutes == null || minutes < 0 || minutes > MOST_MINUTES) {
      throw new RuleBroken("contact.minutes-wrong", MOST_MINUTES);
    }
    return new NewQuestion(
        about,
        Said.bounded(product, LONGEST_PRODUCT),
        text,
        Said.bounded(behind),
        found,
        became,
        minutes);
  }
}
