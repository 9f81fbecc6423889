package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.complaint.Written;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.BulkBrake;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.outbound.TextPlace;
import org.klantbrug.outbound.TextTemplates;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail to many customers of a signal: one text with fields that are filled in for each. To more
 * than the bound a second person releases it. It is written part by part behind personal mail, so
 * that it can be stopped while it goes on.
 */
@ApplicationScoped
public class Mailings {
  private static final Logger LOG = LoggerFactory.getLogger(Mailings.class);

  /** So many are written at once, and wait to be sent at most. */
  static final int PART = 200;

  /** The task of the second person. */
  static final String RELEASE = "releaseMailing";

  private static final String RELEASES = "complaintCoordinator";

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Messages messages;
  private TextTemplates texts;
  private People people;
  private WorkItems workItems;

  /** For the container. */
  public Mailings() {}

  /** Works with these. */
  @Inject
  public Mailings(
      Database database,
      BusinessClock clock,
      Audit audit,
      Messages messages,
      TextTemplates texts,
      People people,
      WorkItems workItems) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.messages = messages;
    this.texts = texts;
    this.people = people;
    this.workItems = workItems;
  }

  /**
   * What all of them read, with fields in braces.
   *
   * @param language {@code nl} or {@code en}
   * @param asFeedback whether it is also what was promised to them with their complaints
   */
  public record Wanted(String language, String subjectLine, String body, boolean asFeedback) {
    private Wanted checked() {
      if (Written.none(subjectLine) || Written.none(body)) {
        throw new RuleBroken("outbound.words-missing");
      }
      return new Wanted(
          "en".equals(language) ? "en" : "nl",
          subjectLine.strip(),
          body.replace("\r\n", "\n").strip(),
          asFeedback);
    }

    private static Wanted of(Mailing mailing) {
      return new Wanted(
          mailing.language(), mailing.subjectLine(), mailing.body(), mailing.asFeedback());
    }
  }

  /**
   * A mail to many as one of them would read it.
   *
   * @param customers so many would get it
   * @param bound to more than that a second person releases it
   * @param name of the customer for whom it is filled in here
   */
  public record Preview(long customers, int bound, String name, String subjectLine, String body) {
    /** Whether a second person must release it. */
    public boolean needsRelease() {
      return customers > bound;
    }
  }

  /**
   * Shows what would be sent, filled in for the first who gets it.
   *
   * @throws RuleBroken if nobody can be written to, or the text is not right
   */
  public Preview preview(long id, Wanted typed, Staff by) {
    var wanted = typed.checked();
    return database.with(
        handle -> {
          var range = range(handle, SignalRows.find(handle, id, sightOf(by)), wanted);
          var first = first(handle, range, sightOf(by));
          var filled = filled(handle, range, wanted, first, by);
          return new Preview(
              MailingRows.count(handle, range, sightOf(by)),
              MailBound.value(handle),
              first.name(),
              filled.subjectLine(),
              filled.body());
        });
  }

  /**
   * Writes to everybody who waits and has an address, or asks a second person first; what is
   * written is sent after the transaction.
   *
   * @throws RuleBroken if nobody can be written to, the text is not right, or another mail to many
   *     goes on
   */
  public Mailing write(long id, Wanted typed, Staff by) {
    var wanted = typed.checked();
    return database.inTransaction(
        handle -> {
          var signal = SignalRows.hold(handle, id, sightOf(by));
          refuseSecond(handle, signal);
          var range = range(handle, signal, wanted);
          filled(handle, range, wanted, first(handle, range, sightOf(by)), by);
          var customers = MailingRows.count(handle, range, sightOf(by));
          var asks = customers > MailBound.value(handle);
          var state = asks ? Mailing.State.WAITING : Mailing.State.GOING;
          var key = MailingRows.add(handle, range, wanted, customers, state, by, clock.now());
          note(handle, id, asks ? "mailAsked" : "mailed", customers, wanted.subjectLine(), by);
          if (asks) {
            ask(signal, by);
          } else {
            begin(handle, key);
          }
          return MailingRows.hold(handle, key).orElseThrow();
        });
  }

  private static void refuseSecond(Handle handle, Signal signal) {
    if (MailingRows.holdOpen(handle, signal.id()).isPresent()) {
      throw new RuleBroken("signal.mailing-goes-on", signal.number());
    }
  }

  private static MailingRows.Range range(Handle handle, Signal signal, Wanted wanted) {
    var purpose = Purpose.of(signal.state());
    return new MailingRows.Range(
        signal.id(),
        signal.number(),
        purpose,
        MailingRows.version(handle, signal.id(), purpose, wanted),
        "",
        MailingRows.lastLink(handle, signal.id()));
  }

  private static MailingRows.Reached first(Handle handle, MailingRows.Range range, Sight sight) {
    return MailingRows.reached(handle, range, 1, sight).stream()
        .findFirst()
        .orElseThrow(() -> new RuleBroken("signal.nobody-reached"));
  }

  private void ask(Signal signal, Staff by) {
    workItems.open(
        new WorkItem(
            RELEASE,
            null,
            null,
            Signals.SUBJECT,
            signal.id(),
            signal.number(),
            RELEASES,
            by.id(),
            List.of("released", "stopped"),
            null,
            clock.now()));
  }

  /**
   * A second person lets it go.
   *
   * @throws RuleBroken if he wrote it himself, or it does not wait any more
   */
  public void release(long signal, long mailing, Staff by) {
    database.inTransaction(
        handle -> {
          SignalRows.hold(handle, signal, sightOf(by));
          var held = held(handle, signal, mailing);
          if (held.state() != Mailing.State.WAITING) {
            throw new RuleBroken("signal.mailing-other-state");
          }
          if (held.writerId() == by.id()) {
            throw new RuleBroken("signal.mailing-own");
          }
          MailingRows.released(handle, mailing, by, clock.now());
          note(handle, signal, "mailReleased", held.customers(), held.subjectLine(), by);
          workItems.happened(Signals.SUBJECT, signal, RELEASE, by, "released");
          begin(handle, mailing);
          return null;
        });
  }

  /**
   * Stops it: what was not handed to the mail server yet is not sent.
   *
   * @throws RuleBroken if it is over already
   */
  public void stop(long signal, long mailing, Staff by) {
    database.inTransaction(
        handle -> {
          SignalRows.hold(handle, signal, sightOf(by));
          var held = held(handle, signal, mailing);
          if (!held.state().open()) {
            throw new RuleBroken("signal.mailing-other-state");
          }
          stop(handle, held, by);
          return null;
        });
  }

  /** It is over: nobody reads any more that we pass it on. */
  void over(Handle handle, long signal, Staff by) {
    MailingRows.holdOpen(handle, signal)
        .filter(mailing -> mailing.purpose() == Purpose.PASSED_ON)
        .ifPresent(mailing -> stop(handle, mailing, by));
  }

  private void stop(Handle handle, Mailing mailing, Staff by) {
    MailingRows.ended(handle, mailing, by, clock.now());
    note(handle, mailing.signalId(), "mailStopped", mailing.sent(), mailing.subjectLine(), by);
    workItems.happened(Signals.SUBJECT, mailing.signalId(), RELEASE, by, "stopped");
  }

  private static Mailing held(Handle handle, long signal, long mailing) {
    return MailingRows.hold(handle, mailing)
        .filter(each -> each.signalId() == signal)
        .orElseThrow(() -> new RuleBroken("signal.mailing-unknown"));
  }

  /**
   * One that waits for a second person as a customer would read it; empty if nobody gets it now.
   */
  public Optional<Preview> example(long signal, long mailing, Staff by) {
    return database.with(
        handle -> {
          var held = held(handle, signal, mailing);
          var range = MailingRows.Range.of(handle, held);
          return MailingRows.reached(handle, range, 1, sightOf(by)).stream()
              .findFirst()
              .map(first -> example(handle, range, held, first, by));
        });
  }

  private Preview example(
      Handle handle,
      MailingRows.Range range,
      Mailing mailing,
      MailingRows.Reached first,
      Staff by) {
    var words = Wanted.of(mailing);
    var filled = filled(handle, range, words, first, by);
    return new Preview(
        mailing.customers(),
        MailBound.value(handle),
        first.name(),
        filled.subjectLine(),
        filled.body());
  }

  /** Those of a signal that a person opened, the last on top. */
  public List<Mailing> of(long signal) {
    return database.with(handle -> MailingRows.of(handle, signal));
  }

  // ------------------------------------------------------------------ part by part

  /**
   * Writes what is next of all that go on; safe to call at any time, on any number of servers. One
   * that goes wrong keeps none of the others: it is tried again at the next call. Nothing is
   * written while mail to many is held.
   */
  public void goOnWithAll() {
    var failed = new HashSet<Long>();
    var more = true;
    while (more) {
      var found = new AtomicLong();
      try {
        more = goOn(failed, found);
      } catch (RuntimeException e) {
        if (found.get() == 0) {
          throw e;
        }
        LOG.warn("A mail to many could not go on; it is tried again", e);
        failed.add(found.get());
      }
    }
  }

  /** As {@link #goOnWithAll}, one part; returns whether there was something to do. */
  boolean goOn() {
    return goOn(Set.of(), new AtomicLong());
  }

  private boolean goOn(Set<Long> passed, AtomicLong found) {
    return database.inTransaction(
        handle ->
            BulkBrake.mayGo(handle)
                && MailingRows.holdNext(handle, PART, passed)
                    .map(mailing -> goOn(handle, mailing, found))
                    .orElse(false));
  }

  private boolean goOn(Handle handle, Mailing mailing, AtomicLong found) {
    found.set(mailing.id());
    if (mailing.doneTo().equals(MailingRows.DONE)) {
      MailingRows.ended(handle, mailing, null, clock.now());
    } else {
      writePart(handle, mailing);
    }
    return true;
  }

  /** Writes the first part, unless mail to many is held: then it begins when it is let go. */
  private void begin(Handle handle, long mailing) {
    if (BulkBrake.mayGo(handle)) {
      writePart(handle, MailingRows.hold(handle, mailing).orElseThrow());
    }
  }

  private void writePart(Handle handle, Mailing mailing) {
    var by = people.whoever(mailing.writerId());
    var range = MailingRows.Range.of(handle, mailing);
    var part = MailingRows.reached(handle, range, PART, sightOf(by));
    var words = Wanted.of(mailing);
    var letters = part.stream().map(each -> filled(handle, range, words, each, by)).toList();
    messages.writeToAll(handle, letters, mailing.id(), by);
    var done = part.size() < PART ? MailingRows.DONE : part.get(part.size() - 1).who();
    MailingRows.writtenTo(handle, mailing.id(), done);
  }

  private NewMessage filled(
      Handle handle, MailingRows.Range range, Wanted words, MailingRows.Reached to, Staff by) {
    var about = new TextTemplates.About(to.name(), to.company(), range.number(), null, null, null);
    var place = TextPlace.SIGNAL_FEEDBACK;
    return new NewMessage(
        range.purpose().message(),
        to.link() + "." + range.version(),
        Signals.SUBJECT,
        range.signal(),
        range.number(),
        to.identityId(),
        to.address(),
        words.language(),
        texts.fill(handle, place, words.subjectLine(), words.language(), about, by),
        texts.fill(handle, place, words.body(), words.language(), about, by),
        null);
  }

  private void note(Handle handle, long signal, String kind, long count, String line, Staff by) {
    SignalRows.note(handle, signal, by.id(), clock.now(), Deed.of(kind, count, line));
    audit.record(handle, by.id(), by.login(), "signalStep", Signals.SUBJECT, signal, kind);
  }

  private Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }
}
