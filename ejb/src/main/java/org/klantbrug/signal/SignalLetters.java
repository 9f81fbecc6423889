package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.complaint.Written;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.BulkBrake;
import org.klantbrug.outbound.TextPlace;
import org.klantbrug.outbound.TextTemplates;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * Letters to customers of a signal who like them, or have no mail address. They are printed
 * together; a customer has heard it when a person says that they went out.
 */
@ApplicationScoped
public class SignalLetters {
  private static final String SEND = "sendLetters";
  private static final String SENDS = "complaintCoordinator";

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private TextTemplates texts;
  private SignalTelling telling;
  private WorkItems workItems;

  /** For the container. */
  public SignalLetters() {}

  /** Works with these. */
  @Inject
  public SignalLetters(
      Database database,
      BusinessClock clock,
      Audit audit,
      TextTemplates texts,
      SignalTelling telling,
      WorkItems workItems) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.texts = texts;
    this.telling = telling;
    this.workItems = workItems;
  }

  /** How many customers would get a letter. */
  public long reached(long signal, Staff by) {
    return database.with(handle -> LetterRows.count(handle, signal, sightOf(by)));
  }

  /** Those of a signal that a person opened, the last on top. */
  public List<Letters> of(long signal) {
    return database.with(handle -> LetterRows.of(handle, signal));
  }

  /**
   * Prepares letters to all who are to get one, at most {@link SignalTelling#MOST}; to send them is
   * a task.
   *
   * @param language {@code nl} or {@code en}
   * @param body with fields in braces
   * @param asFeedback whether it is also what was promised to them with their complaints
   * @return to how many
   * @throws RuleBroken if nobody gets a letter, the text is not right, or others wait to be sent
   */
  public int prepare(long id, String language, String body, boolean asFeedback, Staff by) {
    var words = Written.needed(body, "signal.outcome-missing");
    return database.inTransaction(
        handle -> {
          if (!BulkBrake.mayGo(handle)) {
            throw new RuleBroken("signal.letters-held");
          }
          var signal = SignalRows.hold(handle, id, sightOf(by));
          if (LetterRows.of(handle, id).stream().anyMatch(SignalLetters::waits)) {
            throw new RuleBroken("signal.letters-wait");
          }
          var in = "en".equals(language) ? "en" : "nl";
          filled(handle, signal, in, words, null, null, by);
          var links = LetterRows.reached(handle, id, SignalTelling.MOST, sightOf(by));
          if (links.isEmpty()) {
            throw new RuleBroken("signal.nobody-by-letter");
          }
          LetterRows.add(handle, signal, in, words, asFeedback, links, by, clock.now());
          note(handle, id, "lettersMade", links.size(), by);
          workItems.open(task(signal, by));
          return links.size();
        });
  }

  private static boolean waits(Letters letters) {
    return letters.state() == Letters.State.WAITING;
  }

  private WorkItem task(Signal signal, Staff by) {
    var item =
        new WorkItem(
            SEND,
            null,
            null,
            Signals.SUBJECT,
            signal.id(),
            signal.number(),
            SENDS,
            null,
            List.of("sent", "stopped"),
            null,
            clock.now());
    if (by.may(Action.SIGNAL_PRINT)) {
      item.inHandsOf(by.id());
    }
    return item;
  }

  /** The letters as they are printed, of those who still wait. That it was done is written down. */
  public List<Letters.Letter> print(long id, long letters, Staff by) {
    return database.inTransaction(
        handle -> {
          var signal = SignalRows.find(handle, id, sightOf(by));
          var held = held(handle, id, letters);
          note(handle, id, "lettersPrinted", held.customers(), by);
          var all = LetterRows.to(handle, letters, sightOf(by));
          LetterRows.printed(
              handle, letters, all.stream().map(LetterRows.To::link).toList(), clock.now());
          return all.stream()
              .peek(to -> noteSeen(handle, signal, to, by))
              .map(to -> letter(handle, signal, held, to, by))
              .toList();
        });
  }

  /** Who prints a letter sees where the customer lives: that is in his own log. */
  private void noteSeen(Handle handle, Signal signal, LetterRows.To to, Staff by) {
    if (to.partyId() != null) {
      audit.record(
          handle, by.id(), by.login(), "letterPrinted", "customer", to.partyId(), signal.number());
    }
  }

  private Letters.Letter letter(
      Handle handle, Signal signal, Letters letters, LetterRows.To to, Staff by) {
    var body =
        filled(handle, signal, letters.language(), letters.body(), to.name(), to.company(), by);
    return new Letters.Letter((to.name() == null ? "" : to.name() + "\n") + to.lines(), body);
  }

  private String filled(
      Handle handle,
      Signal signal,
      String language,
      String body,
      String name,
      String company,
      Staff by) {
    var about = new TextTemplates.About(name, company, signal.number(), null, null, null);
    return texts.fill(handle, TextPlace.SIGNAL_FEEDBACK, body, language, about, by);
  }

  /**
   * They went out: who of them still waits has heard it, also if a crisis holds mail to him since
   * his letter was taken out.
   *
   * @throws RuleBroken if they are out already, or that we pass it on tells nothing any more
   */
  public void wentOut(long id, long letters, Staff by) {
    database.inTransaction(
        handle -> {
          var held = held(handle, id, letters);
          var links = LetterRows.waiting(handle, letters);
          if (!links.isEmpty()) {
            var signal = SignalRows.find(handle, id, sightOf(by));
            var words = filled(handle, signal, held.language(), held.body(), null, null, by);
            telling.tell(
                id,
                links,
                new SignalTelling.Said(held.purpose(), "LETTER", words, held.asFeedback()),
                by);
          }
          return end(handle, held, Letters.State.OUT, "lettersOut", "sent", by);
        });
  }

  /** They are not sent after all. */
  public void drop(long id, long letters, Staff by) {
    database.inTransaction(
        handle -> {
          SignalRows.find(handle, id, sightOf(by));
          var held = held(handle, id, letters);
          return end(handle, held, Letters.State.DROPPED, "lettersDropped", "stopped", by);
        });
  }

  private Void end(
      Handle handle, Letters letters, Letters.State state, String deed, String outcome, Staff by) {
    LetterRows.ended(handle, letters.id(), state, by, clock.now());
    note(handle, letters.signalId(), deed, letters.customers(), by);
    workItems.happened(Signals.SUBJECT, letters.signalId(), SEND, by, outcome);
    return null;
  }

  private static Letters held(Handle handle, long signal, long letters) {
    return LetterRows.hold(handle, signal, letters)
        .filter(SignalLetters::waits)
        .orElseThrow(() -> new RuleBroken("signal.letters-other-state"));
  }

  private void note(Handle handle, long signal, String kind, long count, Staff by) {
    SignalRows.note(handle, signal, by.id(), clock.now(), Deed.of(kind, count, null));
    audit.record(handle, by.id(), by.login(), "signalStep", Signals.SUBJECT, signal, kind);
  }

  private Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }
}
