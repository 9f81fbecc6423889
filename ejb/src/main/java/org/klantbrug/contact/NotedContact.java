package org.klantbrug.contact;

import java.util.List;

/**
 * What only our own desk knows of a contact.
 *
 * @param experience POSITIVE, NEUTRAL, NEGATIVE or NOT_ASKED
 * @param emotion what the customer seemed to feel; null if nothing was noticed
 * @param preferredChannel what the customer said; null if nothing
 * @param questions in the order in which they were noted
 */
public record NotedContact(
    String experience, String emotion, String preferredChannel, List<Question> questions) {

  /** No questions is an empty list. */
  public NotedContact {
    questions = questions == null ? List.of() : List.copyOf(questions);
  }

  /** What was asked, and what came of it; codes as in {@link NewQuestion}. */
  public record Question(
      String topic,
      String product,
      String asked,
      String behind,
      String answer,
      String result,
      int minutes) {}

  /** Minutes of all questions together. */
  public int minutes() {
    return questions.stream().mapToInt(Question::minutes).sum();
  }
}
