package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.complaint.DepartmentAnswers;
import org.klantbrug.complaint.Written;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * What is done with signals. Each step holds the signal, asks its rules, notes who did what, and
 * puts the next task on the work list, all in one transaction. Whoever takes a step says which
 * version he saw.
 */
@ApplicationScoped
public class Signals {
  /** How work items and the log call a signal. */
  public static final String SUBJECT = "signal";

  private static final String TRIAGE = "triageSignal";
  private static final String ANSWER = "answerSignal";
  private static final String ANSWER_QUESTION = "answerQuestion";
  private static final String CLOSE = "closeSignal";
  private static final String COORDINATES = "complaintCoordinator";
  private static final String ANSWERS = "departmentOwner";

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private WorkItems workItems;
  private SignalTelling telling;
  private SignalClocks clocks;
  private Mailings mailings;
  private DepartmentAnswers answers;

  /** For the container. */
  public Signals() {}

  /** Works with these. */
  @Inject
  public Signals(
      Database database,
      BusinessClock clock,
      Audit audit,
      WorkItems workItems,
      SignalTelling telling,
      SignalClocks clocks,
      Mailings mailings,
      DepartmentAnswers answers) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.workItems = workItems;
    this.telling = telling;
    this.clocks = clocks;
    this.mailings = mailings;
    this.answers = answers;
  }

  /**
   * Raises a signal; who it came from is linked to it.
   *
   * @return its key; that of the first if this form was sent before
   */
  public long raise(NewSignal signal, Staff by) {
    signal.judged().check();
    Written.atMost(200, signal.judged().product());
    return database.inTransaction(
        handle -> {
          SignalSettings.checkChosen(handle, signal.judged());
          SignalCustomers.holdComplaint(handle, signal.from());
          var key = signal.key() == null ? UUID.randomUUID() : signal.key();
          var number = SignalRows.nextNumber(handle, clock.today().getYear());
          return SignalRows.add(handle, signal, number, key, by, clock.now())
              .map(id -> raised(handle, id, signal, by))
              .orElseGet(() -> sentBefore(handle, key, by));
        });
  }

  private long raised(Handle handle, long id, NewSignal signal, Staff by) {
    if (!signal.from().isNone()) {
      telling.connect(handle, id, signal.judged().kind(), false, signal.from(), by);
    }
    var kept = SignalRows.hold(handle, id, sightOf(by));
    clocks.toldSoFar(handle, kept, by.id());
    clocks.stepAwaited(handle, kept, by.id());
    note(handle, kept, by, Deed.of("raised", null, null));
    open(kept, TRIAGE, COORDINATES, List.of("asked"), null);
    return id;
  }

  private static long sentBefore(Handle handle, UUID key, Staff by) {
    return findSent(handle, key, by).orElseThrow(() -> new RuleBroken("signal.form-of-other"));
  }

  /** The signal that this person raised with a form; empty if the form was not sent before. */
  public Optional<Long> findSent(UUID key, Staff by) {
    return database.with(handle -> findSent(handle, key, by));
  }

  private static Optional<Long> findSent(Handle handle, UUID key, Staff by) {
    return handle
        .createQuery("select id from signal_signal where form_key = :key and raised_by = :by")
        .bind("key", key)
        .bind("by", by.id())
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * Judges it. Who is told when follows the kind.
   *
   * @param ask whether the department is asked at once
   */
  public void triage(long id, int version, Judged judged, boolean ask, Staff by) {
    step(
        id,
        version,
        by,
        (handle, signal) -> {
          var before = signal.kind();
          judged.check();
          SignalSettings.checkChosen(handle, judged);
          signal.triage(judged);
          telling.judged(handle, signal, before, by);
          if (ask) {
            ask(handle, signal, by);
          }
          var deed = Deed.of(ask ? "asked" : "triaged", signal.departmentId(), null);
          return ask ? deed.answering(TRIAGE, "asked") : deed;
        });
  }

  /** A question that was just asked goes to its department. */
  void askAtOnce(Handle handle, Signal signal, Judged judged, Staff by) {
    signal.triage(judged);
    ask(handle, signal, by);
    SignalRows.keep(handle, signal);
    note(handle, signal, by, Deed.of("asked", signal.departmentId(), null));
  }

  private void ask(Handle handle, Signal signal, Staff by) {
    var department = SignalSettings.department(handle, signal.departmentId());
    LocalDate on = clocks.lastDay(handle, department, signal.kind());
    if (signal.state() == State.ANSWERED) {
      signal.askAgain(on);
    } else {
      signal.ask(on);
    }
    clocks.stepTaken(handle, signal, by.id());
    clocks.asked(handle, signal, department, on, by.id());
    open(signal, answerTask(signal), ANSWERS, List.of("answered"), department.inCharge());
  }

  private static String answerTask(Signal signal) {
    return signal.kind() == Kind.QUESTION ? ANSWER_QUESTION : ANSWER;
  }

  /**
   * The department says what it does with it, or answers a question, which is over with that. Only
   * who answers for the department may.
   */
  public void answer(long id, int version, String done, Staff by) {
    database.inTransaction(
        handle -> {
          Questions.holdComplaint(handle, id);
          step(id, version, by, (held, signal) -> answered(held, signal, done, by));
          return null;
        });
  }

  private Deed answered(Handle handle, Signal signal, String done, Staff by) {
    if (!SignalSettings.answers(handle, signal.departmentId(), by)) {
      throw new RuleBroken("signal.other-department");
    }
    var now = clock.now();
    if (signal.kind() == Kind.QUESTION) {
      signal.answerQuestion(done, by.id(), now);
      var department = SignalSettings.department(handle, signal.departmentId());
      var complaint = Questions.complaint(handle, signal.id());
      answers.answered(handle, complaint, department.name(by.language()), done, by);
    } else {
      signal.answer(done, by.id(), now);
      clocks.stepAwaited(handle, signal, by.id());
      open(signal, CLOSE, COORDINATES, List.of("closed", "askedAgain"), null);
    }
    clocks.answered(handle, signal, now, by.id());
    return Deed.of("answered", null, done).answering(answerTask(signal), "answered");
  }

  /** The answer was not what was asked for: the department has the same time once more. */
  public void askAgain(long id, int version, String why, Staff by) {
    step(
        id,
        version,
        by,
        (handle, signal) -> {
          var missing = Written.needed(why, "signal.why-again-missing");
          ask(handle, signal, by);
          return Deed.of("askedAgain", signal.departmentId(), missing)
              .answering(CLOSE, "askedAgain");
        });
  }

  /**
   * Closes it: by the policy of its kind all who had to do with it are to be told.
   *
   * @param heard what they hear
   */
  public void close(long id, int version, String heard, Staff by) {
    step(
        id,
        version,
        by,
        (handle, signal) -> {
          signal.close(heard, clock.now());
          clocks.stepTaken(handle, signal, by.id());
          mailings.over(handle, id, by);
          telling.over(handle, signal, by);
          return Deed.of("closed", null, heard).answering(CLOSE, "closed");
        });
  }

  /** Nothing is done with it; who had to do with it hears that too. */
  public void decline(long id, int version, String reason, String heard, Staff by) {
    step(
        id,
        version,
        by,
        (handle, signal) -> {
          signal.decline(reason, heard, clock.now());
          clocks.stepTaken(handle, signal, by.id());
          clocks.declined(handle, signal, by.id());
          workItems.withdraw(SUBJECT, id);
          mailings.over(handle, id, by);
          telling.over(handle, signal, by);
          return Deed.of("declined", null, reason);
        });
  }

  private void step(long id, int version, Staff by, BiFunction<Handle, Signal, Deed> doing) {
    database.inTransaction(
        handle -> {
          var signal = SignalRows.hold(handle, id, version, sightOf(by));
          var deed = doing.apply(handle, signal);
          SignalRows.keep(handle, signal);
          note(handle, signal, by, deed);
          settle(signal, deed, by);
          return null;
        });
  }

  /** Who answers for a department is for the department to say, whoever took up the task. */
  private void settle(Signal signal, Deed deed, Staff by) {
    if (answerTask(signal).equals(deed.task())) {
      workItems.happened(SUBJECT, signal.id(), deed.task(), by, deed.answer());
    } else if (deed.task() != null) {
      workItems.answered(SUBJECT, signal.id(), deed.task(), by, deed.answer());
    }
  }

  private void open(Signal signal, String kind, String role, List<String> outcomes, Long hands) {
    var item =
        new WorkItem(
            kind,
            null,
            null,
            SUBJECT,
            signal.id(),
            signal.number(),
            role,
            null,
            outcomes,
            null,
            clock.now());
    if (hands != null) {
      item.inHandsOf(hands);
    }
    workItems.open(item);
  }

  private void note(Handle handle, Signal signal, Staff by, Deed deed) {
    Instant at = clock.now();
    SignalRows.note(handle, signal.id(), by.id(), at, deed);
    audit.record(handle, by.id(), by.login(), "signalStep", SUBJECT, signal.id(), deed.kind());
  }

  private Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }
}
