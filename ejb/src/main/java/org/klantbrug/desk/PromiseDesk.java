package org.klantbrug.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.klantbrug.contact.PromiseBook;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.HeldWork;

/**
 * What colleagues do with promises to a customer whose veil they lifted, whichever company made
 * them. One that came over is taken up first: each once.
 */
@ApplicationScoped
public class PromiseDesk {
  private Database database;
  private BusinessClock clock;
  private CustomerDesk desk;
  private PromiseBook book;
  private HeldWork held;

  /** For the container. */
  protected PromiseDesk() {}

  /** Works with these. */
  @Inject
  public PromiseDesk(
      Database database, BusinessClock clock, CustomerDesk desk, PromiseBook book, HeldWork held) {
    this.database = database;
    this.clock = clock;
    this.desk = desk;
    this.book = book;
    this.held = held;
  }

  /**
   * A promise, with the customer it was made to.
   *
   * @throws RuleBroken if there is none in sight, or the customer is veiled
   */
  public PromiseBook.Kept read(long id, Staff by) {
    var promise =
        book.find(id, desk.sightOf(by))
            .orElseThrow(() -> new RuleBroken("contact.promise-unknown"));
    if (desk.look(promise.partyId(), by).veiled()) {
      throw new RuleBroken("customer.veiled");
    }
    return promise;
  }

  /**
   * Takes up a promise that came over.
   *
   * @return id of the promise of ours that was made of it
   * @throws RuleBroken if it was taken up already, or a later delivery changed it
   */
  public long takeUp(long id, Staff by) {
    return database.inTransaction(
        handle -> {
          var delivered = changeable(id, by);
          if (!delivered.held()) {
            throw new RuleBroken("transfer.held-taken");
          }
          var ours = book.takeUp(delivered, by);
          held.take(Entity.PROMISE, id, Long.toString(ours), by.id(), clock.now());
          return ours;
        });
  }

  /** Ends a promise; see {@link PromiseBook#end}. */
  public void end(long id, String ending, int version, String note, Staff by) {
    changeable(id, by);
    book.end(id, ending, version, note, desk.sightOf(by), by);
  }

  /** Gives a promise another day; see {@link PromiseBook#move}. */
  public void move(long id, int version, LocalDate day, String reason, Staff by) {
    changeable(id, by);
    book.move(id, version, day, reason, desk.sightOf(by), by);
  }

  /** Gives a promise to somebody else; see {@link PromiseBook#give}. */
  public void give(long id, int version, Long ownerId, String ownerRole, Staff by) {
    changeable(id, by);
    book.give(id, version, ownerId, ownerRole, desk.sightOf(by), by);
  }

  /** Notes that the customer was told; see {@link PromiseBook#confirm}. */
  public void confirm(long id, int version, String how, String subject, String text, Staff by) {
    changeable(id, by);
    book.confirm(id, version, how, subject, text, desk.sightOf(by), by);
  }

  private PromiseBook.Kept changeable(long id, Staff by) {
    if (!by.may(Action.CUSTOMER_CONTACT)) {
      throw new NotAllowed(Action.CUSTOMER_CONTACT);
    }
    return read(id, by);
  }
}
