package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.klantbrug.contact.Noting;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.wave.ObjectedAccounts;

/**
 * What is done with objections. Each step holds the waves of the merger, then the objection, asks
 * its rules, notes who did what, and answers the task of its process, all in one transaction.
 * Whoever takes a step says which version he saw.
 */
@ApplicationScoped
public class Objections {
  /** How work items and the log call an objection. */
  public static final String SUBJECT = "objection";

  /** Role that decides. */
  static final String DECIDES = "backOfficeHandler";

  /** What was said or written to him besides mail, which finds its way to his timeline itself. */
  private static final Set<String> WRITTEN = Set.of("lettered", "apologised", "told");

  private static final Set<String> APOLOGISED = Set.of("PHONE", "LETTER");

  private static final String CALL = "callCustomer";
  private static final Map<Outcome, String> ANSWERS =
      Map.of(Outcome.KEEP, "keep", Outcome.LEAVE, "leave", Outcome.NO_DATA_USE, "noDataUse");

  private Database database;
  private BusinessClock clock;
  private ObjectedAccounts accounts;
  private Endings endings;
  private NoOffers offers;
  private ObjectionClocks clocks;
  private ObjectionTrail trail;

  /** For the container. */
  protected Objections() {}

  /** Works with these. */
  @Inject
  public Objections(
      Database database,
      BusinessClock clock,
      ObjectedAccounts accounts,
      Endings endings,
      NoOffers offers,
      ObjectionClocks clocks,
      ObjectionTrail trail) {
    this.database = database;
    this.clock = clock;
    this.accounts = accounts;
    this.endings = endings;
    this.offers = offers;
    this.clocks = clocks;
    this.trail = trail;
  }

  /** Somebody called and did not reach him. */
  public void notReached(long id, int version, String note, Staff by) {
    step(
        id,
        version,
        by,
        (handle, objection) -> {
          objection.need(Stage.CALL);
          return Deed.of("notReached", null, Words.orNull(note, Words.OF_CUSTOMER));
        });
  }

  /**
   * Somebody spoke to him.
   *
   * @param said what he said
   */
  public void reached(long id, int version, String said, Staff by) {
    step(
        id,
        version,
        by,
        (handle, objection) -> {
          objection.spoken();
          return Deed.of("reached", null, Words.needed(said, "objection.said-missing"))
              .answering(CALL, "reached");
        });
  }

  /** He could not be reached, and got a letter instead: what he wrote is what is decided on. */
  public void lettered(long id, int version, String words, Staff by) {
    step(
        id,
        version,
        by,
        (handle, objection) -> {
          objection.spoken();
          return Deed.of("lettered", "LETTER", Words.needed(words, "objection.words-missing"))
              .answering(CALL, "letterSent");
        });
  }

  /**
   * He went over although he did not want to: somebody said that we are sorry.
   *
   * @param how PHONE or LETTER
   * @param words what was said or written
   */
  public void apologised(long id, int version, String how, String words, Staff by) {
    step(
        id,
        version,
        by,
        (handle, objection) -> {
          if (!APOLOGISED.contains(String.valueOf(how))) {
            throw new RuleBroken("objection.how-missing");
          }
          objection.apologised();
          return Deed.of("apologised", how, Words.needed(words, "objection.words-missing"))
              .answering("apologiseToCustomer", "apologised");
        });
  }

  /**
   * Decides. Who goes along is free to go over; who leaves is in no wave any more, and his
   * contracts have their last day.
   *
   * @param said what the customer said himself
   * @param wished a later last day, if he leaves and wants one; null for the first that can be
   */
  public void decide(
      long id, int version, Outcome outcome, String said, LocalDate wished, Staff by) {
    step(
        id,
        version,
        by,
        (handle, objection) -> {
          var ending = outcome == Outcome.LEAVE ? endings.of(handle, id, wished) : null;
          objection.decide(
              outcome, said, ending == null ? null : ending.owes(), by.id(), clock.now());
          if (ending == null) {
            letGo(handle, objection);
          } else {
            Endings.keep(handle, id, ending);
            accounts.leave(
                handle, objection.mergerId(), objection.identityId(), objection.number(), by);
          }
          if (outcome.isWithoutOffers()) {
            offers.stop(handle, objection.identityId(), by.id());
          }
          return Deed.of("decided", outcome, said)
              .answering("decideObjection", ANSWERS.get(outcome));
        });
  }

  private void letGo(Handle handle, Objection objection) {
    accounts.goOn(handle, objection.mergerId(), objection.identityId(), objection.number());
  }

  /**
   * A letter left the house that says what was decided.
   *
   * @param words what it says
   */
  public void toldByLetter(long id, int version, String words, Staff by) {
    step(
        id,
        version,
        by,
        (handle, objection) -> {
          var letter = Words.needed(words, "objection.words-missing");
          var task = told(handle, objection, "LETTER", by);
          return Deed.of("told", "LETTER", letter).answering(task, "told");
        });
  }

  /** Closes it; gives the task that this answers. */
  String told(Handle handle, Objection objection, String how, Staff by) {
    objection.told(how, clock.now());
    clocks.told(handle, objection, clock.now(), by.id());
    return objection.outcome() == Outcome.LEAVE ? "confirmEnd" : "confirmOutcome";
  }

  /**
   * The customer takes it back; his accounts are free, and planned again if he was to leave.
   *
   * @param why in his words
   */
  public void withdraw(long id, int version, String why, Staff by) {
    step(
        id,
        version,
        by,
        (handle, objection) -> {
          var reason = Words.needed(why, "objection.withdraw-why-missing");
          objection.withdraw(clock.now());
          letGo(handle, objection);
          clocks.withdrawn(handle, objection, by.id());
          trail.end(objection, by);
          return Deed.of("withdrawn", null, reason);
        });
  }

  private void step(long id, int version, Staff by, BiFunction<Handle, Objection, Deed> doing) {
    database.inTransaction(
        handle -> {
          holdWaves(handle, id);
          var objection = ObjectionRows.hold(handle, id, version, sightOf(by));
          var deed = take(handle, objection, by, doing);
          if (WRITTEN.contains(deed.kind())) {
            Noting.outgoing(
                handle,
                objection.identityId(),
                deed.how(),
                objection.number(),
                deed.words(),
                clock.now(),
                by);
          }
          return null;
        });
  }

  /** A step of an objection that is held. */
  Deed take(
      Handle handle, Objection objection, Staff by, BiFunction<Handle, Objection, Deed> doing) {
    clocks.hold(handle, objection.id());
    var deed = doing.apply(handle, objection);
    ObjectionRows.keep(handle, objection);
    trail.note(handle, objection.id(), by, deed);
    trail.answer(objection, deed, by);
    return deed;
  }

  /** Whoever writes waves holds them before anything else. */
  void holdWaves(Handle handle, long id) {
    handle
        .createQuery("select merger_id, identity_id from objection_objection where id = :id")
        .bind("id", id)
        .map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
        .findOne()
        .ifPresent(whose -> accounts.hold(handle, whose[0], whose[1]));
  }

  private Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }
}
