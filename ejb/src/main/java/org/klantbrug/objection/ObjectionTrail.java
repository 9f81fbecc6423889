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
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * What goes along with each change of an objection, in its transaction: what was done is noted and
 * logged, and its process waits where it is.
 */
@ApplicationScoped
public class ObjectionTrail {
  /** The task of who reads what a customer said besides; it is answered by itself. */
  static final String READ = "readMoreOfObjection";

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

  /** Its process ends where it is, as the customer said more: it begins anew. */
  void breakOff(Objection objection) {
    cases.tell(objection.processId(), "objectionWithdrawn", objection.decidedBy());
  }

  /** A person reads what the customer said besides; once, however often he does. */
  void read(Objection objection) {
    if (workItems.asks(Objections.SUBJECT, objection.id(), READ)) {
      return;
    }
    workItems.open(
        new WorkItem(
            READ,
            null,
            null,
            Objections.SUBJECT,
            objection.id(),
            objection.number(),
            Objections.DECIDES,
            null,
            List.of("wasRead"),
            null,
            clock.now()));
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
