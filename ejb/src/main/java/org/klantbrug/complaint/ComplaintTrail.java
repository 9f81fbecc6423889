package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.outbound.OfferBlocks;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.Cases;

/**
 * What goes along with each change of a complaint, in its transaction: what was done is noted and
 * logged, offers of what he complains about are blocked, and its process waits where it is.
 */
@ApplicationScoped
public class ComplaintTrail {
  private static final String PROCESS = "complaintHandling";

  private BusinessClock clock;
  private Audit audit;
  private Cases cases;
  private OfferBlocks offers;

  /** For the container. */
  public ComplaintTrail() {}

  /** Works with these. */
  @Inject
  public ComplaintTrail(BusinessClock clock, Audit audit, Cases cases, OfferBlocks offers) {
    this.clock = clock;
    this.audit = audit;
    this.cases = cases;
    this.offers = offers;
  }

  /** The process waits where the complaint is; which one it is, the caller stores. */
  void start(Complaint complaint) {
    complaint.handledBy(
        cases.start(
            PROCESS,
            complaint.number(),
            Map.of(
                "complaintId",
                complaint.id(),
                "stage",
                complaint.stage().name(),
                "acknowledged",
                complaint.isAcknowledged())));
  }

  /** What he complains about he is not offered, nor for a while after that. */
  void block(Handle handle, Complaint complaint, Long by) {
    var about =
        new OfferBlocks.About(complaint.number(), complaint.identityId(), complaint.product(), by);
    switch (complaint.stage()) {
      case CLOSED -> offers.closed(handle, about);
      case WITHDRAWN -> offers.withdrawn(handle, about);
      default -> offers.complained(handle, about);
    }
  }

  void note(Handle handle, Complaint complaint, Doer by, Deed deed) {
    ComplaintRows.note(handle, complaint.id(), by.id(), clock.now(), deed);
    log(handle, complaint, by, deed.kind());
  }

  void log(Handle handle, Complaint complaint, Doer by, String deed) {
    audit.record(
        handle, by.id(), by.name(), "complaintStep", Complaints.SUBJECT, complaint.id(), deed);
  }
}
