package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/** Complaints that show that data of somebody reached somebody else. */
@ApplicationScoped
public class DataLeaks {
  private BusinessClock clock;
  private Complaints complaints;
  private Event<DataLeakFound> found;

  /** For the container. */
  protected DataLeaks() {}

  /** Works with these. */
  @Inject
  public DataLeaks(BusinessClock clock, Complaints complaints, Event<DataLeakFound> found) {
    this.clock = clock;
    this.complaints = complaints;
    this.found = found;
  }

  /**
   * Tells the privacy officer; the complaint goes on as it was.
   *
   * @param knownAt since when we know of it; null for when the complaint reached us
   * @throws RuleBroken also if he was told of this complaint already, and it is not over
   */
  public void report(long id, int version, String what, Instant knownAt, Staff by) {
    var words = Written.needed(what, "complaint.leak-what");
    if (knownAt != null && knownAt.isAfter(clock.now())) {
      throw new RuleBroken("complaint.leak-known");
    }
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          var since = knownAt == null ? complaint.receivedAt() : knownAt;
          found.fire(
              new DataLeakFound(
                  handle, id, complaint.number(), complaint.identityId(), words, since, by));
          return Deed.aside("leakReported", null, words);
        });
  }
}
