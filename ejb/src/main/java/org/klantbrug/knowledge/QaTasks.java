package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** Who is asked to do what next with a question and its answer; the step on its page answers it. */
@ApplicationScoped
public class QaTasks {
  private static final String EDITOR = "editor";
  private static final String CHECK = "checkAnswer";
  private static final String MEND = "mendAnswer";
  private static final String PUBLISH = "publishAnswer";
  private static final String REVIEW = "reviewAnswer";

  private WorkItems work;
  private BusinessClock clock;

  /** For the container. */
  public QaTasks() {}

  /** Works with these. */
  @Inject
  public QaTasks(WorkItems work, BusinessClock clock) {
    this.work = work;
    this.clock = clock;
  }

  /** There is a new text: whatever was asked about the one before it is asked no more. */
  void askToCheck(QaItem item, Staff by) {
    work.withdraw(QaItems.SUBJECT, item.id());
    ask(item, CHECK, item.checker(), by.id(), null, null);
  }

  void checked(QaItem item, Staff by) {
    work.happened(QaItems.SUBJECT, item.id(), CHECK, by, "checked");
    ask(item, PUBLISH, EDITOR, null, null, null);
  }

  void sentBack(QaItem item, String why, Staff by) {
    work.happened(QaItems.SUBJECT, item.id(), CHECK, by, "sentBack");
    ask(item, MEND, EDITOR, null, item.ownerId(), why);
  }

  void published(QaItem item, Staff by) {
    work.happened(QaItems.SUBJECT, item.id(), PUBLISH, by, "published");
    work.happened(QaItems.SUBJECT, item.id(), REVIEW, by, "published");
  }

  void renewed(QaItem item, Staff by) {
    work.happened(QaItems.SUBJECT, item.id(), REVIEW, by, "renewed");
  }

  /** Readers see it no more: nothing is asked about it. */
  void withdrawn(QaItem item) {
    work.withdraw(QaItems.SUBJECT, item.id());
  }

  /** Its day comes near, or is over: its owner looks whether it is still right. */
  void askToReview(QaItem item) {
    if (!work.asks(QaItems.SUBJECT, item.id(), REVIEW)) {
      ask(item, REVIEW, EDITOR, null, item.ownerId(), null);
    }
  }

  private void ask(QaItem item, String kind, String role, Long not, Long hands, String why) {
    var asked =
        new WorkItem(
            kind,
            null,
            null,
            QaItems.SUBJECT,
            item.id(),
            item.name(),
            role,
            not,
            List.of(),
            why,
            clock.now());
    if (hands != null) {
      asked.inHandsOf(hands);
    }
    work.open(asked);
  }
}
