package org.klantbrug.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import org.klantbrug.audit.Audit;
import org.klantbrug.contact.PromiseBook;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.EmailAddresses;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Entity;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.HeldWork;

/**
 * What colleagues do with promises to a customer whose veil they lifted, whichever company made
 * them. One that came over is taken up first: each once.
 */
@ApplicationScoped
public class PromiseDesk {
  /** How messages call a promise. */
  private static final String PROMISE = "promise";

  private Database database;
  private BusinessClock clock;
  private CustomerDesk desk;
  private PromiseBook book;
  private HeldWork held;
  private Messages messages;
  private Audit audit;

  /** For the container. */
  protected PromiseDesk() {}

  /** Works with these. */
  @Inject
  public PromiseDesk(
      Database database,
      BusinessClock clock,
      CustomerDesk desk,
      PromiseBook book,
      HeldWork held,
      Messages messages,
      Audit audit) {
    this.database = database;
    this.clock = clock;
    this.desk = desk;
    this.book = book;
    this.held = held;
    this.messages = messages;
    this.audit = audit;
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

  /**
   * Writes the customer a mail that confirms a promise; it counts as confirmed when it was sent.
   * Once for each day that was promised.
   *
   * @param to the address; blank for the one that we know
   * @param language {@code nl} or {@code en}
   */
  public void mail(
      long id, int version, String to, String language, Letters.Letter letter, Staff by) {
    database.inTransaction(
        handle -> {
          var promise = changeable(id, by);
          if (!promise.isOpen() || promise.version() == null) {
            throw new RuleBroken("contact.promise-ended");
          }
          if (promise.version() != version) {
            throw new ChangedMeanwhile("contact.promise-read-again");
          }
          var address =
              to.isBlank()
                  ? EmailAddresses.of(handle, promise.identityId(), desk.sightOf(by))
                      .orElseThrow(() -> new RuleBroken("outbound.address"))
                  : to;
          messages.write(
              handle,
              new NewMessage(
                  PromiseBook.CONFIRMATION,
                  String.valueOf(promise.dueOn()),
                  PROMISE,
                  id,
                  null,
                  promise.identityId(),
                  address,
                  language,
                  letter.subjectLine(),
                  letter.body(),
                  null),
              by);
          audit.record(
              handle, by.id(), by.login(), "mailWritten", "customer", promise.partyId(), null);
          return null;
        });
  }

  /** The mail that confirms a promise, written last; empty if none was. */
  public Optional<Message> mailOf(long id) {
    return messages.lastFor(PromiseBook.CONFIRMATION, PROMISE, id);
  }

  /** The address to which a mail about it goes; empty if we know none. */
  public String knownAddress(PromiseBook.Kept promise, Staff by) {
    return database
        .with(handle -> EmailAddresses.of(handle, promise.identityId(), desk.sightOf(by)))
        .orElse("");
  }

  private PromiseBook.Kept changeable(long id, Staff by) {
    if (!by.may(Action.CUSTOMER_CONTACT)) {
      throw new NotAllowed(Action.CUSTOMER_CONTACT);
    }
    return read(id, by);
  }
}
