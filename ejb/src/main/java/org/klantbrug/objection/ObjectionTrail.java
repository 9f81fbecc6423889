package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.Cases;
import org.klantbrug.work.WorkItems;

/**
 * What goes along with each change of an objection, in its transaction: what was done is noted and
 * logged, and its process waits where it is.
 */
@ApplicationScoped
public class ObjectionTrail {
  private static final String PROCESS = "objectionHandling";
  private static final List<String> OF_CONTACT_PERSON =
      List.of("callCustomer", "apologiseToCustomer");

  private BusinessClock clock;
  private Audit audit;
  private Cases cases;
  private WorkItems workItems;

  /** For the container. */
  protected ObjectionTrail() {}

  /** Works with these. */
  @Inject
  public ObjectionTrail(BusinessClock clock, Audit audit, Cases cases, WorkItems workItems) {
    this.clock = clock;
    this.audit = audit;
    this.cases = cases;
    this.workItems = workItems;
  }

  /** Its process begins, where the objection is; the contact person finds it on his list. */
  void start(Objection objection) {
    objection.ledBy(
        cases.start(
            PROCESS,
            objection.number(),
            Map.of("objectionId", objection.id(), "stage", objection.stage().name())));
    if (objection.handlerId() != null) {
      workItems.give(Objections.SUBJECT, objection.id(), OF_CONTACT_PERSON, objection.handlerId());
    }
  }

  /** Answers what was asked, whoever has it in hand, if it was. */
  void answer(Objection objection, Deed deed, Staff by) {
    if (deed.task() != null) {
      workItems.happened(Objections.SUBJECT, objection.id(), deed.task(), by, deed.answer());
    }
  }

  /** Its process ends, as the customer took it back. */
  void end(Objection objection, Staff by) {
    cases.tell(objection.processId(), "objectionWithdrawn", by.id());
    workItems.withdraw(Objections.SUBJECT, objection.id());
  }

  /**
   * Notes and logs.
   *
   * @param by who did it; null for the customer
   */
  void note(Handle handle, long objection, Staff by, Deed deed) {
    var id = by == null ? null : by.id();
    ObjectionRows.note(handle, objection, id, clock.now(), deed);
    audit.record(
        handle,
        id,
        by == null ? "customer" : by.login(),
        "objectionStep",
        Objections.SUBJECT,
        objection,
        deed.kind());
  }
}
