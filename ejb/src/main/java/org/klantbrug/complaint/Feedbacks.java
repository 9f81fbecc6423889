package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/** That we say later what we did with a complaint: promised, and given. */
@ApplicationScoped
public class Feedbacks {
  /**
   * Kind of the work item by which the customer is told of a promise that his outcome did not name.
   */
  static final String TELL = "tellPromise";

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

  /**
   * Promises to say later what we did with it. Who heard the outcome already did not hear of this:
   * whoever handles the complaint is asked to tell him.
   */
  public void promise(long id, int version, String what, LocalDate dueOn, Staff by) {
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          complaint.promiseFeedback(what, dueOn, clock.today());
          clocks.feedbackPromised(handle, complaint, dueOn, clock.now(), by.id());
          if (complaint.isTold()) {
            complaints.ask(handle, complaint, TELL);
          }
          return Deed.aside("feedbackPromised", dueOn, what);
        });
  }

  /** Whether the customer is still to be told of what was promised. */
  public boolean promiseUntold(long id) {
    return complaints.asks(id, TELL);
  }

  /**
   * The customer heard of the promise.
   *
   * @param how by which way
   * @param words what was said or written
   */
  public void promiseTold(long id, int version, Channel how, String words, Staff by) {
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          complaint.needFeedbackOwed();
          if (how == null) {
            throw new RuleBroken("complaint.told-how-missing");
          }
          var said = Written.needed(words, "complaint.words-missing");
          return Deed.aside("promiseTold", how, said).answering(TELL, Replies.IS_READ);
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
          PartRows.needAllDone(handle, complaint);
          complaint.giveFeedback(what, now);
          clocks.feedbackGiven(handle, complaint, now, by.id());
          given.fire(new FeedbackGiven(handle, id, what, by));
          var told = Deed.aside("feedbackGiven", null, what);
          return promiseUntold(id) ? told.answering(TELL, Replies.IS_READ) : told;
        });
  }

  /**
   * Said what we did with it, where that was promised and is still owed; else nothing happens, nor
   * where he still has to hear of one of its parts. Part of the caller's transaction, which knows
   * of no version.
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
                   and not exists (select from complaint_part p where p.complaint_id = complaint_complaint.id
                                                                  and p.dropped_at is null and p.done is null)
                   for no key update""")
            .bind("id", id)
            .mapTo(Integer.class)
            .findOne();
    version.ifPresent(seen -> give(id, seen, what, by));
    return version.isPresent();
  }
}
