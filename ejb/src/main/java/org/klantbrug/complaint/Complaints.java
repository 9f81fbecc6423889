package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.Channel;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Cases;
import org.klantbrug.work.WorkItems;

/**
 * What is done with complaints. Each step holds the complaint, asks its rules, notes who did what,
 * and answers the task of its process, all in one transaction or not at all. Whoever takes a step
 * says which version he saw: if a colleague was there in between nothing happens.
 */
@ApplicationScoped
public class Complaints {
  /** How work items and the log call a complaint. */
  public static final String SUBJECT = "complaint";

  private static final List<String> NEWS =
      List.of(Relatives.READ, Pauses.OVER, DepartmentAnswers.READ);

  private Database database;
  private BusinessClock clock;
  private Cases cases;
  private WorkItems workItems;
  private Leniencies leniencies;
  private ComplaintSettings settings;
  private ComplaintClocks clocks;
  private ComplaintTrail trail;
  private Pauses pauses;

  /** For the container. */
  public Complaints() {}

  /** Works with these. */
  @Inject
  public Complaints(
      Database database,
      BusinessClock clock,
      Cases cases,
      WorkItems workItems,
      Leniencies leniencies,
      ComplaintSettings settings,
      ComplaintClocks clocks,
      ComplaintTrail trail,
      Pauses pauses) {
    this.database = database;
    this.clock = clock;
    this.cases = cases;
    this.workItems = workItems;
    this.leniencies = leniencies;
    this.settings = settings;
    this.clocks = clocks;
    this.trail = trail;
    this.pauses = pauses;
  }

  /** Somebody read what the customer said. */
  public void replyRead(long id, int version, Staff by) {
    step(
        id,
        version,
        by,
        complaint -> Deed.aside("replyRead", null, null).answering(Replies.READ, Replies.IS_READ));
  }

  /** Whether the customer said something that nobody read yet. */
  public boolean replyWaits(long id) {
    return asks(id, Replies.READ);
  }

  boolean asks(long id, String kind) {
    return workItems.asks(SUBJECT, id, kind);
  }

  /** Asks whoever handles it, beside the steps of its process. */
  void ask(Handle handle, Complaint complaint, String kind) {
    Replies.askToRead(handle, workItems, complaint, kind, clock.now());
  }

  /** What else whoever handles it has not read yet. */
  public List<String> unread(long id) {
    return NEWS.stream().filter(kind -> workItems.asks(SUBJECT, id, kind)).toList();
  }

  /**
   * Somebody read that the whole it is a part of went on, or that the customer did not answer.
   *
   * @param kind of {@link #unread}
   */
  public void newsRead(long id, int version, String kind, Staff by) {
    if (!NEWS.contains(kind)) {
      throw new RuleBroken("work.not-asked", kind);
    }
    step(
        id,
        version,
        by,
        complaint -> Deed.aside("newsRead", kind, null).answering(kind, Replies.IS_READ));
  }

  /**
   * A named colleague confirmed to the customer that we have it.
   *
   * @param how by which way
   * @param words what was said or written
   */
  public void acknowledge(long id, int version, Channel how, String words, Staff by) {
    step(
        id,
        version,
        by,
        (handle, complaint) -> {
          if (how == null) {
            throw new RuleBroken("complaint.told-how-missing");
          }
          Written.needed(words, "complaint.words-missing");
          var now = clock.now();
          complaint.acknowledge(by.id(), now);
          clocks.acknowledged(handle, complaint, now, by.id());
          return Deed.aside("acknowledged", how, words)
              .answering("acknowledgeReceipt", "acknowledged");
        });
  }

  /** Judges it at first sight: solved at once, or looked into. */
  public void assess(long id, int version, Assessment judged, Staff by) {
    step(
        id,
        version,
        by,
        (handle, complaint) -> {
          ComplaintNames.refuseUnknownRegime(handle, judged.regime());
          var before = complaint.regime();
          complaint.assess(judged, by.id());
          pauses.judged(handle, complaint, by);
          clocks.assessed(handle, complaint, before);
          workItems.prioritise(SUBJECT, id, judged.priority());
          return Deed.aside("assessed", judged.severity(), null)
              .answering("assessComplaint", judged.simple() ? "simple" : "investigate");
        });
  }

  /** Solves it at once. */
  public void fixAtOnce(long id, int version, Cause cause, String done, String why, Staff by) {
    step(
        id,
        version,
        by,
        (handle, complaint) -> {
          PartRows.decisionOf(handle, complaint, Decision.ACCEPTED);
          complaint.fixAtOnce(cause, done, why);
          return Deed.aside("fixedAtOnce", cause, done).answering("solveAtOnce", "solved");
        });
  }

  /** It cannot be solved at once after all. */
  public void investigateInstead(long id, int version, Staff by) {
    step(
        id,
        version,
        by,
        complaint -> {
          complaint.investigateInstead();
          return Deed.aside("notFixedAtOnce", null, null).answering("solveAtOnce", "investigate");
        });
  }

  /** A question to a department, while it is looked into. */
  public void askDepartment(long id, int version, String department, String question, Staff by) {
    step(
        id,
        version,
        by,
        complaint -> {
          complaint.askDepartment();
          Written.atMost(200, department);
          var whom = Written.needed(department, "complaint.department-missing");
          return Deed.aside(
              "departmentAsked", whom, Written.needed(question, "complaint.words-missing"));
        });
  }

  /** What a department answered. */
  public void departmentAnswered(long id, int version, String department, String text, Staff by) {
    step(
        id,
        version,
        by,
        complaint -> {
          complaint.askDepartment();
          Written.atMost(200, department);
          var who = Written.needed(department, "complaint.department-missing");
          return Deed.aside(
              "departmentAnswered", who, Written.needed(text, "complaint.words-missing"));
        });
  }

  /** What was found out. */
  public void investigate(long id, int version, Cause cause, String findings, Staff by) {
    step(
        id,
        version,
        by,
        complaint -> {
          complaint.investigate(cause, findings);
          return Deed.aside("investigated", cause, findings)
              .answering("investigateComplaint", "investigated");
        });
  }

  /**
   * Decides, and grants a leniency or asks for it: beyond what is left of the mandate of who
   * decides, a team lead approves.
   *
   * @param decision of a complaint with parts it may be null: it follows from theirs
   * @param cause what it came from; needed while that is not known, as of one that came over
   * @param leniency in euro; null for none
   * @return whether it waits for approval
   */
  public boolean decide(
      long id,
      int version,
      Decision decision,
      Cause cause,
      String reasons,
      BigDecimal leniency,
      Staff by) {
    var asked = new boolean[1];
    step(
        id,
        version,
        by,
        (handle, complaint) -> {
          var beyond = leniency != null && leniencies.goesBeyond(handle, complaint, leniency, by);
          var decided = PartRows.decisionOf(handle, complaint, decision);
          complaint.decide(decided, cause, reasons, beyond);
          if (leniency != null) {
            leniencies.ask(handle, complaint, leniency, by);
          }
          asked[0] = beyond;
          return Deed.aside("decided", decided, reasons)
              .answering("decideComplaint", beyond ? "aboveMandate" : "decided");
        });
    return asked[0];
  }

  /**
   * Approves or declines the leniency that was asked for.
   *
   * @throws RuleBroken also if the same person asked for it
   */
  public void approve(long id, int version, boolean granted, String note, Staff by) {
    step(
        id,
        version,
        by,
        (handle, complaint) -> {
          complaint.approve(granted);
          var amount = leniencies.decide(handle, complaint, granted, note, by);
          return Deed.aside(granted ? "leniencyApproved" : "leniencyDeclined", amount, note)
              .answering("approveLeniency", granted ? "approved" : "declined");
        });
  }

  /**
   * Writes why it went wrong.
   *
   * @param cause as in {@link #decide}
   */
  public void explain(long id, int version, Cause cause, String why, Staff by) {
    step(
        id,
        version,
        by,
        complaint -> {
          complaint.explain(cause, why);
          return Deed.aside("explained", null, why).answering("writeExplanation", "explained");
        });
  }

  /**
   * The customer heard the outcome.
   *
   * @param words what was said or written
   */
  public void tellOutcome(
      long id, int version, Channel how, Experience experience, String words, Staff by) {
    step(
        id,
        version,
        by,
        (handle, complaint) -> {
          var now = clock.now();
          complaint.tellOutcome(how, experience, now);
          clocks.told(handle, complaint, now, by.id());
          return Deed.aside("outcomeTold", how, Written.needed(words, "complaint.words-missing"))
              .answering("giveOutcome", "told");
        });
  }

  /** Closes it; see {@link Complaint#close}. */
  public void close(long id, int version, Staff by) {
    step(
        id,
        version,
        by,
        (handle, complaint) -> {
          DisputeRows.refuseOpen(handle, complaint);
          complaint.close(asks(id, Feedbacks.TELL), clock.now());
          return Deed.aside("closed", null, null).answering("closeComplaint", "closed");
        });
  }

  /** Opens it again: its process begins anew. */
  public void reopen(long id, int version, String why, Staff by) {
    step(
        id,
        version,
        by,
        (handle, complaint) -> {
          var now = clock.now();
          complaint.reopen(Duration.ofDays(settings.reopenDays(handle)), now);
          PartRows.beginAgain(handle, complaint);
          clocks.beginAgain(handle, complaint, now, by.id());
          trail.start(complaint);
          return Deed.aside(
              "reopened", null, Written.needed(why, "complaint.reopen-reason-missing"));
        });
  }

  /** Ends it, as the customer asked; its process ends with it. */
  public void withdraw(long id, int version, String why, Staff by) {
    step(
        id,
        version,
        by,
        (handle, complaint) -> {
          var reason = Written.needed(why, "complaint.withdraw-reason-missing");
          DisputeRows.refuseOpen(handle, complaint);
          complaint.withdraw(clock.now());
          end(handle, complaint, by);
          return Deed.aside("withdrawn", null, reason);
        });
  }

  /** What goes along with an end before it was handled; its process ends with it. */
  void end(Handle handle, Complaint complaint, Staff by) {
    leniencies.drop(handle, complaint, by);
    clocks.withdrawn(handle, complaint, clock.now(), by.id());
    cases.tell(complaint.processId(), "complaintWithdrawn", by.id());
    workItems.withdraw(SUBJECT, complaint.id()); // nobody needs to read what he said of it
  }

  /**
   * Says how it has to do with another one. Both stay as they are.
   *
   * @param otherNumber of the other complaint
   */
  public void link(long id, int version, LinkKind kind, String otherNumber, Staff by) {
    step(
        id,
        version,
        by,
        (handle, complaint) -> {
          if (kind == null) {
            throw new RuleBroken("complaint.link-kind-missing");
          }
          ComplaintLinks.add(handle, complaint, kind, otherNumber, by, clock.now(), sightOf(by));
          return Deed.aside("linked", kind, otherNumber.strip());
        });
  }

  private void step(long id, int version, Staff by, Function<Complaint, Deed> doing) {
    step(id, version, by, (handle, complaint) -> doing.apply(complaint));
  }

  /** A step, as whoever has one of his own takes it; see the class. */
  void step(long id, int version, Staff by, BiFunction<Handle, Complaint, Deed> doing) {
    database.inTransaction(
        handle -> {
          var complaint = ComplaintRows.hold(handle, id, version, sightOf(by));
          clocks.hold(handle, id);
          var deed = doing.apply(handle, complaint);
          if (complaint.countsOtherwise()) {
            trail.block(handle, complaint, by.id());
          }
          ComplaintRows.keep(handle, complaint);
          trail.note(handle, complaint, Doer.staff(by, clock.today()), deed);
          Relatives.tell(handle, workItems, complaint, deed.kind(), clock.now());
          answer(id, deed, by);
          HandlersTasks.give(handle, workItems, complaint, deed.task(), by);
          return null;
        });
  }

  /** What only asks to be read, whoever handles complaints may have read, in whose hands it is. */
  private void answer(long id, Deed deed, Staff by) {
    if (Replies.IS_READ.equals(deed.answer())) {
      if (!workItems.asks(SUBJECT, id, deed.task())) {
        throw new RuleBroken("work.not-asked", deed.task());
      }
      workItems.happened(SUBJECT, id, deed.task(), by, deed.answer());
    } else if (deed.task() != null) {
      workItems.answered(SUBJECT, id, deed.task(), by, deed.answer());
    }
  }

  Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }
}
