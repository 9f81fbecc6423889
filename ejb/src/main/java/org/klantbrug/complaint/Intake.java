package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItems;

/**
 * How complaints reach us, and what customers add to them: registered by a colleague, sent by the
 * customer himself, or taken over from another company. Each is kept once, and its process begins.
 */
@ApplicationScoped
public class Intake {
  private Database database;
  private BusinessClock clock;
  private WorkItems workItems;
  private ComplaintClocks clocks;
  private ComplaintTrail trail;
  private Pauses pauses;

  /** For the container. */
  public Intake() {}

  /** Works with these. */
  @Inject
  public Intake(
      Database database,
      BusinessClock clock,
      WorkItems workItems,
      ComplaintClocks clocks,
      ComplaintTrail trail,
      Pauses pauses) {
    this.database = database;
    this.clock = clock;
    this.workItems = workItems;
    this.clocks = clocks;
    this.trail = trail;
    this.pauses = pauses;
  }

  /**
   * Registers a complaint and lets its process begin.
   *
   * @return its key; that of the first if the sender sent the same before
   * @throws RuleBroken also if the sender gave another complaint the same key
   */
  public long receive(NewComplaint received, Staff by) {
    return receive(received, Doer.staff(by, clock.today()));
  }

  /** As {@link #receive(NewComplaint, Staff)}, sent by the customer: nobody of ours took part. */
  public long receiveFromCustomer(NewComplaint received) {
    return receive(received, Doer.customer(clock.today()));
  }

  private long receive(NewComplaint received, Doer by) {
    received.check(clock.now());
    return database.inTransaction(
        handle -> {
          ComplaintNames.refuseUnseen(handle, received.identityId(), by.sight());
          ComplaintNames.refuseUnknownRegime(handle, received.regime());
          var now = clock.now();
          var at = received.receivedAt() == null ? now : received.receivedAt();
          var complaint =
              new Complaint(ComplaintRows.nextNumber(handle, clock.today().getYear()), at);
          return ComplaintRows.add(handle, received, complaint, by.id(), now)
              .map(added -> begun(handle, added, by, Deed.aside("received", added.channel(), null)))
              .orElseGet(
                  () ->
                      by.isCustomer()
                          ? sentBeforeByHim(handle, received)
                          : sentBefore(handle, received, by.sight()));
        });
  }

  /**
   * The customer says more about his complaint, also about one that is closed: his words are kept,
   * and who handles it is asked to read them.
   *
   * @return false if the sender sent the same words before
   * @throws RuleBroken if there is no such complaint, or nothing was said
   */
  public boolean customerReplied(long id, Words words) {
    words.check();
    return database.inTransaction(
        handle -> {
          var by = Doer.customer(clock.today());
          var complaint = ComplaintRows.hold(handle, id, by.sight());
          var kept = Replies.keep(handle, complaint, words, clock.now());
          if (kept) {
            trail.log(handle, complaint, by, words.deed().kind());
            pauses.replied(handle, complaint);
            ComplaintRows.keep(handle, complaint); // whoever works on it has not read this yet
            Replies.askToRead(handle, workItems, complaint, Replies.READ, clock.now());
          }
          return kept;
        });
  }

  /**
   * As {@link #receive}, of a complaint that another company handled until now.
   *
   * @param stage what it waits for
   * @param acknowledged whether the customer was told that they had it
   * @param promisedOn day on which that company would answer; null if it promised none
   */
  Complaint takeOver(
      Handle handle,
      NewComplaint received,
      Stage stage,
      boolean acknowledged,
      LocalDate promisedOn,
      Staff by) {
    var now = clock.now();
    var complaint =
        new Complaint(
            ComplaintRows.nextNumber(handle, clock.today().getYear()), received.receivedAt());
    var kept =
        ComplaintRows.add(handle, received, complaint, by.id(), now)
            .orElseThrow(() -> new RuleBroken("complaint.held-taken"));
    kept.comeFrom(stage, acknowledged, by.id(), now);
    var day = promisedOn == null ? null : promisedOn.toString();
    trail.note(handle, kept, Doer.staff(by, clock.today()), Deed.aside("cameOver", stage, day));
    clocks.begin(handle, kept, promisedOn, by.id());
    trail.block(handle, kept, by.id());
    trail.start(kept);
    ComplaintRows.keep(handle, kept);
    return kept;
  }

  private long begun(Handle handle, Complaint complaint, Doer by, Deed deed) {
    trail.note(handle, complaint, by, deed);
    clocks.begin(handle, complaint, null, by.id());
    trail.block(handle, complaint, by.id());
    trail.start(complaint);
    ComplaintRows.keep(handle, complaint);
    return complaint.id();
  }

  /** Sent with other words, as after a step back in the browser, it is more about the same. */
  private long sentBeforeByHim(Handle handle, NewComplaint again) {
    var id =
        handle
            .createQuery("select id from complaint_complaint where sender_key = :key")
            .bind("key", again.senderKey().strip())
            .mapTo(Long.class)
            .one();
    if (!ComplaintRows.textOf(handle, id).equals(again.text())) {
      customerReplied(id, Words.more(again.senderKey(), again.channel(), again.text(), false));
    }
    return id;
  }

  private long sentBefore(Handle handle, NewComplaint again, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select k.id from complaint_complaint k
                 where k.sender_key = :key and k.text = :text and k.channel = :channel
                   and k.identity_id is not distinct from cast(:identity as bigint) and %s
                """
                    .formatted(ComplaintRows.SEEN)))
        .bind("key", again.senderKey().strip())
        .bind("text", again.text())
        .bind("channel", again.channel())
        .bind("identity", again.identityId())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("complaint.key-taken"));
  }
}
