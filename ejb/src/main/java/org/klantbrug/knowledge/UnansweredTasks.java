package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** Who is asked to answer a question that has no answer, and who is told what came of it. */
@ApplicationScoped
public class UnansweredTasks {
  private static final String ANSWER = "answerAskedInVain";
  private static final String HEAR = "hearOfAnswer";

  private WorkItems work;
  private BusinessClock clock;

  /** For the container. */
  public UnansweredTasks() {}

  /** Works with these. */
  @Inject
  public UnansweredTasks(WorkItems work, BusinessClock clock) {
    this.work = work;
    this.clock = clock;
  }

  /** An editor is asked to answer it. */
  void ask(long question) {
    work.open(item(ANSWER, question, "editor", List.of()));
  }

  /** It was decided what is done with it. */
  void decided(long question, Staff by, String outcome) {
    work.happened(
        UnansweredQuestions.SUBJECT,
        question,
        ANSWER,
        by,
        outcome.equals("DISMISSED") ? "questionDismissed" : "questionLinked");
  }

  /** Who asked it reads what came of it. */
  void tell(long question, UnansweredRows.Asker asker) {
    var task = item(HEAR, question, asker.role(), List.of("read"));
    task.inHandsOf(asker.staffId());
    work.open(task);
  }

  private WorkItem item(String kind, long question, String role, List<String> outcomes) {
    return new WorkItem(
        kind,
        null,
        null,
        UnansweredQuestions.SUBJECT,
        question,
        Unanswered.name(question),
        role,
        null,
        outcomes,
        null,
        clock.now());
  }
}
