package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.complaint.Dispute.Ground;
import org.klantbrug.complaint.Dispute.State;
import org.klantbrug.complaint.Dispute.Verdict;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * What a body outside asks and says of a complaint: we send our file by its day, note its verdict,
 * and do what that asks of us. Whatever the complaint waits for itself goes on beside it, but it is
 * not closed before.
 */
@ApplicationScoped
public class Disputes {
  private static final String COORDINATOR = "complaintCoordinator";
  private static final String FILE = "prepareDisputeFile";
  private static final String VERDICT = "recordVerdict";
  private static final String CARRY_OUT = "carryOutVerdict";

  private Database database;
  private BusinessClock clock;
  private Complaints complaints;
  private ComplaintClocks clocks;
  private WorkItems workItems;

  /** For the container. */
  protected Disputes() {}

  /** Works with these. */
  @Inject
  public Disputes(
      Database database,
      BusinessClock clock,
      Complaints complaints,
      ComplaintClocks clocks,
      WorkItems workItems) {
    this.database = database;
    this.clock = clock;
    this.complaints = complaints;
    this.clocks = clocks;
    this.workItems = workItems;
  }

  /** All of a complaint, the last one first; for who may see it. */
  public List<Dispute> of(long complaint) {
    return database.with(handle -> DisputeRows.of(handle, complaint));
  }

  /**
   * What is usual under the rules of a complaint.
   *
   * @param body name of who decides outside; empty where it depends
   * @param days so many days after it wrote to us it has our file
   */
  public record Usual(String body, int days) {}

  /** For the rules of a sector. */
  public Usual usual(String regime) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select r.outside, s.amount from complaint_regime r
                      join complaint_regime_stage s on s.regime_code = r.code and s.stage = 'DISPUTE'
                     where r.code = :regime""")
                .bind("regime", regime)
                .map((row, context) -> new Usual(row.getString(1), row.getInt(2)))
                .one());
  }

  /**
   * What we heard from the body, or of the customer.
   *
   * @param reference may be empty
   * @param receivedOn not in the future
   * @param answerBy as the body says; null for so many days after {@code receivedOn} as is usual
   */
  public record Heard(
      String body, String reference, LocalDate receivedOn, LocalDate answerBy, String asked) {}

  /**
   * A customer went to a body outside, whether it may be yet or not.
   *
   * @throws RuleBroken also if that is noted already and not over
   */
  public void begin(long id, int version, Heard heard, Staff by) {
    var body = Written.needed(heard.body(), "complaint.dispute-body");
    var asked = Written.needed(heard.asked(), "complaint.dispute-asked");
    Written.atMost(200, body, heard.reference());
    if (heard.receivedOn() == null || heard.receivedOn().isAfter(clock.today())) {
      throw new RuleBroken("complaint.dispute-received");
    }
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          DisputeRows.refuseOpen(handle, complaint);
          var answerBy = answerBy(handle, complaint, heard);
          insert(handle, complaint, heard, answerBy, by);
          clocks.disputed(handle, complaint, answerBy, clock.now(), by.id());
          ask(complaint, FILE, "sent");
          return Deed.aside("disputed", answerBy, body + "\n\n" + asked);
        });
  }

  private static LocalDate answerBy(Handle handle, Complaint complaint, Heard heard) {
    var day =
        heard.answerBy() == null
            ? heard.receivedOn().plusDays(days(handle, complaint.regime()))
            : heard.answerBy();
    if (day.isBefore(heard.receivedOn())) {
      throw new RuleBroken("complaint.dispute-answer");
    }
    return day;
  }

  private static int days(Handle handle, String regime) {
    return handle
        .createQuery(
            "select amount from complaint_regime_stage where regime_code = :regime and stage = 'DISPUTE'")
        .bind("regime", regime)
        .mapTo(Integer.class)
        .one();
  }

  private void insert(
      Handle handle, Complaint complaint, Heard heard, LocalDate answerBy, Staff by) {
    handle
        .createUpdate(
            """
            insert into complaint_dispute
              (complaint_id, body, reference, ground, received_on, answer_by, asked, noted_by, noted_at, state)
            values (:complaint, :body, :reference, :ground, :received, :answer, :asked, :by, :now, 'FILE')""")
        .bind("complaint", complaint.id())
        .bind("body", heard.body().strip())
        .bind("reference", Written.orNull(heard.reference()))
        .bind("ground", ground(complaint))
        .bind("received", heard.receivedOn())
        .bind("answer", answerBy)
        .bind("asked", heard.asked().strip())
        .bind("by", by.id())
        .bind("now", clock.now())
        .execute();
  }

  private Ground ground(Complaint complaint) {
    if (complaint.isDecidedAgainst()) {
      return Ground.DECIDED;
    }
    return clocks.isOutcomeLate(complaint, clock.now()) ? Ground.TERM_PASSED : Ground.WENT_ANYWAY;
  }

  private void ask(Complaint complaint, String kind, String answer) {
    workItems.open(
        new WorkItem(
            kind,
            null,
            null,
            Complaints.SUBJECT,
            complaint.id(),
            complaint.number(),
            COORDINATOR,
            null,
            List.of(answer),
            null,
            clock.now()));
  }

  /** The body has our file. */
  public void sendFile(long id, int version, String what, Staff by) {
    var words = Written.needed(what, "complaint.dispute-file");
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          need(handle, complaint, State.FILE);
          set(handle, complaint, by, "state = 'VERDICT', filed_by = :by, filed_at = :now");
          clocks.disputeAnswered(handle, complaint, clock.now(), by.id());
          ask(complaint, VERDICT, "noted");
          return Deed.aside("disputeFiled", null, words).answering(FILE, "sent");
        });
  }

  /**
   * What the body said.
   *
   * @param on the day of it, not in the future
   * @param toDo what we must do; empty for nothing
   * @param toDoBy until when; needed with {@code toDo}
   */
  public record Said(Verdict verdict, LocalDate on, String words, String toDo, LocalDate toDoBy) {}

  /** Notes the verdict; also before our file was sent, as when it was settled. */
  public void noteVerdict(long id, int version, Said said, Staff by) {
    check(said);
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          var dispute = need(handle, complaint, State.FILE, State.VERDICT);
          var asks = !Written.none(said.toDo());
          clocks.disputeEnded(handle, complaint, by.id());
          keep(handle, complaint, said, asks);
          if (asks) {
            clocks.disputed(handle, complaint, said.toDoBy(), clock.now(), by.id());
            ask(complaint, CARRY_OUT, "carriedOut");
          }
          var deed = Deed.aside("verdictGiven", said.verdict(), said.words());
          return dispute.state() == State.FILE
              ? deed.answering(FILE, "sent")
              : deed.answering(VERDICT, "noted");
        });
  }

  private void check(Said said) {
    if (said.verdict() == null) {
      throw new RuleBroken("complaint.dispute-verdict");
    }
    Written.needed(said.words(), "complaint.dispute-verdict-words");
    if (said.on() == null || said.on().isAfter(clock.today())) {
      throw new RuleBroken("complaint.dispute-verdict-day");
    }
    Written.atMost(4000, said.toDo());
    if (!Written.none(said.toDo()) && said.toDoBy() == null) {
      throw new RuleBroken("complaint.dispute-to-do-day");
    }
  }

  private static void keep(Handle handle, Complaint complaint, Said said, boolean asks) {
    handle
        .createUpdate(
            """
            update complaint_dispute set state = :state, verdict = :verdict, verdict_on = :on, verdict_words = :words,
                   to_do = :toDo, to_do_by = :toDoBy
             where complaint_id = :complaint and state <> 'ENDED'""")
        .bind("state", asks ? State.TO_DO : State.ENDED)
        .bind("verdict", said.verdict())
        .bind("on", said.on())
        .bind("words", said.words().strip())
        .bind("toDo", Written.orNull(said.toDo()))
        .bind("toDoBy", asks ? said.toDoBy() : null)
        .bind("complaint", complaint.id())
        .execute();
  }

  /** We did what the verdict asks of us. */
  public void carryOut(long id, int version, String what, Staff by) {
    var words = Written.needed(what, "complaint.dispute-done");
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          need(handle, complaint, State.TO_DO);
          set(handle, complaint, by, "state = 'ENDED', done_by = :by, done_at = :now");
          clocks.disputeAnswered(handle, complaint, clock.now(), by.id());
          return Deed.aside("verdictCarriedOut", null, words).answering(CARRY_OUT, "carriedOut");
        });
  }

  private static Dispute need(Handle handle, Complaint complaint, State... states) {
    return DisputeRows.open(handle, complaint.id())
        .filter(dispute -> List.of(states).contains(dispute.state()))
        .orElseThrow(() -> new RuleBroken("complaint.dispute-other", complaint.number()));
  }

  private void set(Handle handle, Complaint complaint, Staff by, String what) {
    handle
        .createUpdate(
            "update complaint_dispute set <what> where complaint_id = :complaint and state <> 'ENDED'")
        .define("what", what)
        .bind("by", by.id())
        .bind("now", clock.now())
        .bind("complaint", complaint.id())
        .execute();
  }
}
