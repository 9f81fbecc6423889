package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.Spoken;
import org.klantbrug.sla.Owner;

/**
 * Promises of our own desk: who keeps them, by when, and what became of them. Each change says
 * which version it saw: of two colleagues the second hears what the first did. What happened is
 * only added to.
 */
@ApplicationScoped
public class PromiseBook {
  /** Ways to confirm a promise to the customer. */
  public static final List<String> CONFIRMED = List.of("SAID", "MAILED", "LETTER");

  /** Purpose of the mail that confirms a promise. */
  public static final String CONFIRMATION = "PROMISE_CONFIRMED";

  /** How a promise can end, and what the log calls that. */
  private static final Map<String, String> ENDINGS =
      Map.of("KEPT", "promiseKept", "BROKEN", "promiseBroken", "WITHDRAWN", "promiseWithdrawn");

  private static final String OPEN = "OPEN";

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private PromiseClocks clocks;

  /** For the container. */
  protected PromiseBook() {}

  /** Works with these. */
  @Inject
  public PromiseBook(Database database, BusinessClock clock, Audit audit, PromiseClocks clocks) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.clocks = clocks;
  }

  /**
   * A promise with its work.
   *
   * @param partyId the customer it belongs to now
   * @param madeBy who promised it, at either company; null if unknown
   * @param state OPEN, KEPT, BROKEN or WITHDRAWN; null, for one that came over, is not known
   * @param ownerId the colleague who keeps it; null if a role does, or nobody took it up yet
   * @param version to give back with a change; null while nobody took it up
   * @param held whether it came over and nobody took it up yet
   * @param takenAs the promise of ours that was made of it; null if none
   */
  public record Kept(
      long id,
      long identityId,
      long partyId,
      String text,
      Instant madeAt,
      LocalDate dueOn,
      String madeBy,
      String state,
      String company,
      Long ownerId,
      String ownerName,
      String ownerRole,
      Integer version,
      boolean held,
      String takenAs) {

    /** Whether it is still to be kept. */
    public boolean isOpen() {
      return state == null || OPEN.equals(state);
    }
  }

  /** Something that became of a promise; codes as in the table. */
  public record Event(
      String kind,
      Instant at,
      String byName,
      LocalDate dueBefore,
      LocalDate dueAfter,
      String note) {}

  /** A promise in sight; empty if there is none, or its customer may not be seen. */
  public Optional<Kept> find(long id, Sight sight) {
    return database.with(handle -> PromiseRows.find(handle, id, sight));
  }

  /** What became of a promise, the newest first. */
  public List<Event> events(long id) {
    return database.with(handle -> PromiseRows.events(handle, id));
  }

  /**
   * Makes a promise of ours.
   *
   * @param partyId the customer, for the log
   * @param identity on which it hangs
   * @param contactId in which it was made; null for none
   * @return its id
   * @throws RuleBroken {@code contact.promise-*}
   */
  long make(long partyId, NewPromise wanted, long identity, Long contactId, Staff by) {
    var promise = wanted.checked(clock.today(), by);
    return database.inTransaction(
        handle -> {
          PromiseRows.refuseNobody(handle, promise.ownerId(), promise.ownerRole());
          var id =
              PromiseRows.insert(
                  handle, identity, promise.text(), promise.dueOn(), by.fullName(), clock.now());
          PromiseRows.work(
              handle, id, identity, promise.ownerId(), promise.ownerRole(), contactId, null);
          event(handle, id, "MADE", null, promise.dueOn(), null, by);
          clocks.start(
              handle, id, promise.dueOn(), new Owner(promise.ownerId(), promise.ownerRole()), by);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "promiseMade",
              "customer",
              partyId,
              promise.dueOn().toString());
          return id;
        });
  }

  /**
   * Makes a promise of ours of one that came over, with its day and words; the colleague who takes
   * it up keeps it. That the delivered one is taken is noted by whoever carries deliveries.
   *
   * @return id of the new one
   */
  public long takeUp(Kept delivered, Staff by) {
    return database.inTransaction(
        handle -> {
          var id =
              PromiseRows.insert(
                  handle,
                  delivered.identityId(),
                  delivered.text(),
                  delivered.dueOn(),
                  delivered.madeBy(),
                  delivered.madeAt());
          PromiseRows.work(handle, id, delivered.identityId(), by.id(), null, null, delivered.id());
          event(handle, id, "TAKEN", null, delivered.dueOn(), null, by);
          clocks.start(handle, id, delivered.dueOn(), Owner.person(by.id()), by);
          audit.record(
              handle, by.id(), by.login(), "promiseTaken", "customer", delivered.partyId(), null);
          return id;
        });
  }

  /**
   * Ends a promise.
   *
   * @param ending KEPT, BROKEN or WITHDRAWN
   * @param version as it was read
   * @param note how, or why; needed unless it was kept
   * @throws RuleBroken {@code contact.promise-*}; also if a colleague changed it since
   */
  public void end(long id, String ending, int version, String note, Sight sight, Staff by) {
    if (!ENDINGS.containsKey(ending)) {
      throw new RuleBroken("contact.not-a-choice", String.join(", ", ENDINGS.keySet()));
    }
    var said = Said.bounded(note);
    if (said == null && !"KEPT".equals(ending)) {
      throw new RuleBroken("contact.promise-why");
    }
    change(
        id,
        version,
        sight,
        (handle, promise) -> {
          one(
              handle
                  .createUpdate(
                      "update contact_promise set state = :state where id = :id and identity_id = :identity")
                  .bind("state", ending)
                  .bind("id", id)
                  .bind("identity", promise.identityId())
                  .execute());
          event(handle, id, ending, null, null, said, by);
          if ("KEPT".equals(ending)) {
            clocks.kept(handle, promise, clock.now(), by);
          } else {
            clocks.over(handle, promise, by);
          }
          record(handle, promise, ENDINGS.get(ending), by);
        });
  }

  /** Gives a promise another day; the reason is kept for ever. */
  public void move(long id, int version, LocalDate day, String reason, Sight sight, Staff by) {
    var after = NewPromise.inTime(day, clock.today());
    var said = Said.bounded(reason);
    if (said == null) {
      throw new RuleBroken("contact.promise-why");
    }
    change(
        id,
        version,
        sight,
        (handle, promise) -> {
          if (after.equals(promise.dueOn())) {
            throw new RuleBroken("contact.promise-same-day");
          }
          one(
              handle
                  .createUpdate(
                      "update contact_promise set due_on = :day where id = :id and identity_id = :identity")
                  .bind("day", after)
                  .bind("id", id)
                  .bind("identity", promise.identityId())
                  .execute());
          event(handle, id, "MOVED", promise.dueOn(), after, said, by);
          clocks.move(handle, promise, after, by);
          record(handle, promise, "promiseMoved", by);
        });
  }

  /** Gives a promise to a colleague, or to a role; one of the two. */
  public void give(long id, int version, Long ownerId, String ownerRole, Sight sight, Staff by) {
    change(
        id,
        version,
        sight,
        (handle, promise) -> {
          PromiseRows.refuseNobody(handle, ownerId, ownerRole);
          handle
              .createUpdate(
                  "update contact_promise_work set owner_id = :owner, owner_role = :role where promise_id = :id")
              .bind("owner", ownerId)
              .bind("role", ownerRole)
              .bind("id", id)
              .execute();
          event(handle, id, "GIVEN", null, null, null, by);
          clocks.give(handle, promise, new Owner(ownerId, ownerRole));
          record(handle, promise, "promiseGiven", by);
        });
  }

  /**
   * Notes that the customer was told what was promised; written, it stands in the timeline as he
   * got it.
   *
   * @param how one of {@link #CONFIRMED}
   * @param subject of the message, in the language of the customer
   * @param text exactly what he was told
   */
  public void confirm(
      long id, int version, String how, String subject, String text, Sight sight, Staff by) {
    var way = Said.code(how, CONFIRMED);
    var told = Said.bounded(text);
    if (way == null || told == null) {
      throw new RuleBroken("contact.confirm-how");
    }
    var channel = way.equals("LETTER") ? "LETTER" : way.equals("MAILED") ? "EMAIL" : "PHONE";
    change(
        id,
        version,
        sight,
        (handle, promise) -> {
          Noting.outgoing(handle, promise.identityId(), channel, subject, told, clock.now(), by);
          event(handle, id, "CONFIRMED", null, null, way, by);
          record(handle, promise, "promiseConfirmed", by);
        });
  }

  /** The mail that confirms it was sent, in the transaction that tells so. */
  void mailed(Handle handle, long id, Staff by) {
    event(handle, id, "CONFIRMED", null, null, "MAILED", by);
    find(id, Sight.ofEverything(clock.today()))
        .ifPresent(promise -> record(handle, promise, "promiseConfirmed", by));
  }

  @FunctionalInterface
  private interface Change {
    void make(Handle handle, Kept promise);
  }

  /** One at a time, and only by who saw what stands. */
  private void change(long id, int version, Sight sight, Change change) {
    database.inTransaction(
        handle -> {
          var raised =
              handle
                  .createUpdate(
                      "update contact_promise_work set version = version + 1 where promise_id = :id and version = :version")
                  .bind("id", id)
                  .bind("version", version)
                  .execute();
          var promise =
              find(id, sight).orElseThrow(() -> new RuleBroken("contact.promise-unknown"));
          if (raised == 0) {
            refuseStale(promise);
          }
          if (!promise.isOpen()) {
            throw new RuleBroken("contact.promise-ended");
          }
          change.make(handle, promise);
          return null;
        });
  }

  /** A promise that went elsewhere meanwhile is not half changed. */
  private static void one(int changed) {
    if (changed != 1) {
      throw new RuleBroken("contact.promise-unknown");
    }
  }

  private void refuseStale(Kept promise) {
    if (promise.held()) {
      throw new RuleBroken("contact.promise-not-taken");
    }
    if (promise.version() == null) {
      throw new RuleBroken("contact.promise-taken-as", promise.takenAs());
    }
    var last = events(promise.id()).get(0);
    throw new ChangedMeanwhile(
        "contact.promise-changed",
        last.byName(),
        Spoken.moment(last.at()),
        Happened.of(last.kind()));
  }

  private void event(
      Handle handle,
      long id,
      String kind,
      LocalDate before,
      LocalDate after,
      String note,
      Staff by) {
    PromiseRows.event(handle, id, kind, clock.now(), before, after, note, by);
  }

  private void record(Handle handle, Kept promise, String action, Staff by) {
    audit.record(handle, by.id(), by.login(), action, "customer", promise.partyId(), null);
  }
}
