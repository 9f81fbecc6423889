package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;

/** That we say later what we did with a complaint: promised, and given. */
@ApplicationScoped
public class Feedbacks {
  private Complaints complaints;
  private BusinessClock clock;
  private ComplaintClocks clocks;
  private Event<FeedbackGiven> given;

  /** For the container. */
  public Feedbacks() {}

  /** Works with these. */
  @Inject
  public Feedbacks(
      Complaints complaints,
      BusinessClock clock,
      ComplaintClocks clocks,
      Event<FeedbackGiven> given) {
    this.complaints = complaints;
    this.clock = clock;
    this.clocks = clocks;
    this.given = given;
  }

  /** Promises to say later what we did with it. */
  public void promise(long id, int version, String what, LocalDate dueOn, Staff by) {
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          complaint.promiseFeedback(what, dueOn, clock.today());
          clocks.feedbackPromised(handle, complaint, dueOn, clock.now(), by.id());
          return Deed.aside("feedbackPromised", dueOn, what);
        });
  }

  /** Said what we did with it; also of a complaint that is closed. */
  public void give(long id, int version, String what, Staff by) {
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          var now = clock.now();
          complaint.giveFeedback(what, now);
          clocks.feedbackGiven(handle, complaint, now, by.id());
          given.fire(new FeedbackGiven(handle, id, what, by));
          return Deed.aside("feedbackGiven", null, what);
        });
  }

  /**
   * Said what we did with it, where that was promised and is still owed; else nothing happens. Part
   * of the caller's transaction, which knows of no version.
   *
   * @return whether it was owed
   */
  public boolean giveOwed(Handle handle, long id, String what, Staff by) {
    var version =
        handle
            .createQuery(
                """
                select version from complaint_complaint
                 where id = :id and feedback_due_on is not null and feedback_given_at is null and stage <> 'WITHDRAWN'
                   for no key update""")
            .bind("id", id)
            .mapTo(Integer.class)
            .findOne();
    version.ifPresent(seen -> give(id, seen, what, by));
    return version.isPresent();
  }
}
