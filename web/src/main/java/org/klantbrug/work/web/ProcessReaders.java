package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.NotAllowed;

/** Who may see the processes of what: who looks after all processes, and who works with that. */
@RequestScoped
public class ProcessReaders {
  private static final Map<String, Action> WORKING_WITH =
      Map.of(
          "run", Action.MERGER_READ,
          "wave", Action.MERGER_READ,
          "complaint", Action.COMPLAINT_READ,
          "campaign", Action.MERGER_READ,
          "objection", Action.OBJECTION_READ,
          "threat", Action.THREAT_READ,
          "crisis", Action.CRISIS_READ);

  @Inject private CurrentStaff current;
  @Inject @Any private Instance<SubjectSight> sights;

  /** What has processes. */
  Set<String> kinds() {
    return WORKING_WITH.keySet();
  }

  /**
   * Refuses who may not, and what is not in sight.
   *
   * @param kind of the subject, such as {@code run}
   * @param id its key
   */
  void need(String kind, long id) {
    if (!mayLook(kind)) {
      throw new NotAllowed(Action.OPERATIONS_READ);
    }
    sights.stream().filter(each -> each.kind().equals(kind)).forEach(each -> each.need(id));
  }

  /** Whether the reader may look at the processes of such subjects. */
  boolean mayLook(String kind) {
    var working = WORKING_WITH.get(kind);
    return current.get().may(Action.OPERATIONS_READ)
        || working != null && current.get().may(working);
  }
}
