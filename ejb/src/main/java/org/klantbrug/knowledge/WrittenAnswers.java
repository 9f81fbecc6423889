package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.klantbrug.identity.Staff;

/**
 * Writes the answer to a question that was asked in vain: the answer and that it is, or neither.
 */
@ApplicationScoped
public class WrittenAnswers {
  private QaItems items;
  private UnansweredQuestions questions;

  /** For the container. */
  public WrittenAnswers() {}

  /** Works with these. */
  @Inject
  public WrittenAnswers(QaItems items, UnansweredQuestions questions) {
    this.items = items;
    this.questions = questions;
  }

  /**
   * Writes an item that answers a question.
   *
   * @param version of the question, that was read
   * @return key of the item
   * @throws org.klantbrug.shared.RuleBroken {@code knowledge.*}; {@link
   *     org.klantbrug.shared.ChangedMeanwhile} if a colleague decided since; nothing is written
   *     then
   */
  @Transactional
  public long write(long question, int version, NewItem item, Staff by) {
    questions.hold(question, version, by);
    var written = items.write(item, by);
    questions.answer(question, version, written, by);
    return written;
  }
}
