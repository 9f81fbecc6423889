package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;

/** What is answered on the list of work and concerns crises. */
@ApplicationScoped
public class CrisisSteps {
  private Database database;
  private CrisisLog log;

  /** For the container. */
  protected CrisisSteps() {}

  /** Works with these. */
  @Inject
  public CrisisSteps(Database database, CrisisLog log) {
    this.database = database;
    this.log = log;
  }

  /**
   * What a new fact or another level means is decided on the list of work, and what was decided
   * stands in the log. All else is done in the room, never by the answer alone: the crisis would
   * know nothing of it.
   */
  void onAnswer(@Observes WorkItemCompleting answer) {
    var item = answer.item();
    if (CrisisWork.MEMBER.equals(item.subjectKind())
        || CrisisWork.SUBJECT.equals(item.subjectKind())
            && !CrisisWork.WEIGHING.contains(item.kind())) {
      throw new RuleBroken("crisis.answered-in-the-room");
    }
    if (CrisisWork.SUBJECT.equals(item.subjectKind())) {
      database.use(
          handle ->
              log.add(
                  handle,
                  item.subjectId(),
                  CrisisLog.Kind.DECISION.name(),
                  Words.needed(answer.note(), Words.REASON, "crisis.why-needed"),
                  answer.staff()));
    }
  }
}
