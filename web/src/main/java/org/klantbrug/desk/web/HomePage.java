package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.complaint.Handover;
import org.klantbrug.contact.Drafts;
import org.klantbrug.contact.DuePromises;
import org.klantbrug.contact.Exceptions;
import org.klantbrug.contact.PromiseLists;
import org.klantbrug.customer.Corrections;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.RecentCustomers;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Mergers;
import org.klantbrug.notice.Reading;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.programme.Briefing;
import org.klantbrug.programme.Briefings;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.sla.ClockBoard;
import org.klantbrug.transfer.WaitingStatements;
import org.klantbrug.work.JobBoard;
import org.klantbrug.work.WantedWork;
import org.klantbrug.work.WorkItems;
import org.klantbrug.work.WorkList;

/** What needs this person now. */
@Named
@RequestScoped
public class HomePage {
  private static final int RECENT = 6;
  private static final int DUE = 8;
  private static final int TOLD = 8;
  private static final int WORK = 8;
  private static final int COUNTED = 1_000;

  @Inject private CurrentStaff current;
  @Inject private BusinessClock clock;
  @Inject private CustomerDesk desk;
  @Inject private RecentCustomers recent;
  @Inject private DuePromises promises;
  @Inject private PromiseLists lists;
  @Inject private Drafts drafts;
  @Inject private Exceptions exceptions;
  @Inject private WorkList work;
  @Inject private Handover handover;
  @Inject private JobBoard jobs;
  @Inject private Outbox outbox;
  @Inject private Messages messages;
  @Inject private Mergers mergers;
  @Inject private Deliveries deliveries;
  @Inject private Corrections corrections;
  @Inject private WaitingStatements statements;
  @Inject private ClockBoard board;
  @Inject private Briefings briefings;
  @Inject private Reading reading;
  @Inject private Texts texts;

  private List<Briefing> toRead;
  private List<Reading.Asked> toJudge;
  private List<WorkItems.Line> mine;
  private List<ClockBoard.Told> told;
  private List<WaitingStatements.Waiting> toExplain;
  private Handover.Standing cameOver;
  private Integer stuck;
  private Long reports;
  private List<Mergers.View> underWay;
  private List<RecentCustomers.Recent> opened;
  private DuePromises.Soon soon;
  private PromiseLists.Figures myPromises;
  private List<Drafts.Unfinished> notes;
  private List<Exceptions.Asked> answers;

  /** The first of the work that this person has in hand or may take up, by the day it is due. */
  public List<WorkItems.Line> getMine() {
    if (mine == null) {
      mine =
          current.get().may(Action.WORK_DO)
              ? work.page(WantedWork.MINE, null, WORK, current.get()).lines()
              : List.of();
    }
    return mine;
  }

  /** How many tasks more there are than are named here, in words; empty if there are none. */
  public String getMoreWork() {
    if (getMine().size() < WORK) {
      return "";
    }
    var all = work.count(WantedWork.MINE, COUNTED, current.get());
    return all > COUNTED
        ? texts.say("home.all-work.more", COUNTED)
        : all > WORK ? texts.say("home.all-work", all) : "";
  }

  /** Dates of which this person, or their role, was told that they come near or are over. */
  public List<ClockBoard.Told> getTold() {
    if (told == null) {
      told =
          current.get().may(Action.REPLYTIMES_READ) ? board.toldTo(current.get(), TOLD) : List.of();
    }
    return told;
  }

  /** Whether the customer should have heard before now. */
  public boolean isOver(ClockBoard.Told one) {
    return one.limitAt().isBefore(clock.now());
  }

  /** Mergers whose run was not started yet, for those who may start it. */
  public List<Mergers.View> getToStart() {
    return current.get().may(Action.MERGER_RUN)
        ? underWay().stream().filter(HomePage::waitsForStart).toList()
        : List.of();
  }

  /** How many reports of what is wrong wait, for those who decide on them. */
  public long getReports() {
    if (reports == null) {
      reports = current.get().may(Action.MERGER_STEWARD) ? corrections.waiting(current.get()) : 0L;
    }
    return reports;
  }

  /** Complaints that came over and wait to be taken up, for those who handle complaints. */
  public Handover.Standing getCameOver() {
    if (cameOver == null) {
      cameOver =
          current.get().may(Action.COMPLAINT_HANDLE)
              ? handover.standing(current.get())
              : new Handover.Standing(0, 0);
    }
    return cameOver;
  }

  /** Statements with figures of which this person may write why they differ. */
  public List<WaitingStatements.Waiting> getToExplain() {
    if (toExplain == null) {
      toExplain = statements.of(current.get());
    }
    return toExplain;
  }

  /** Mergers that are prepared or run and do not wait for this person's start. */
  public List<Mergers.View> getMergers() {
    var toStart = getToStart();
    return underWay().stream().filter(merger -> !toStart.contains(merger)).toList();
  }

  private List<Mergers.View> underWay() {
    if (underWay == null) {
      underWay =
          current.get().may(Action.MERGER_READ)
              ? mergers.list().stream().filter(Mergers.View::openRun).toList()
              : List.of();
    }
    return underWay;
  }

  /** Whether the run of a merger is open for files and has none. */
  public boolean isWithoutFiles(Mergers.View merger) {
    return waitsForStart(merger) && deliveries.ofRun(merger.runId()).isEmpty();
  }

  private static boolean waitsForStart(Mergers.View merger) {
    return "OPEN".equals(merger.runState());
  }

  /** How many jobs, requests and mails do not go on by themselves. */
  public int getStuck() {
    if (stuck == null) {
      stuck = jobs.stuck().size() + outbox.stuck().size() + messages.stuck().size();
    }
    return stuck;
  }

  /** Customers whom this person opened last; for those who may open customers. */
  public List<RecentCustomers.Recent> getOpened() {
    if (opened == null) {
      opened = mayOpenCustomers() ? recent.of(current.get(), RECENT) : List.of();
    }
    return opened;
  }

  /**
   * Open promises to be kept today and in the six days after it, and the late ones; for those whose
   * day is customers.
   */
  public DuePromises.Soon getSoon() {
    if (soon == null) {
      soon = promises.shown(DUE, desk.sightOf(current.get()), current.get());
    }
    return soon;
  }

  /** Promises that this person is to keep: due today and late. */
  public PromiseLists.Figures getMyPromises() {
    if (myPromises == null) {
      myPromises =
          current.get().may(Action.CUSTOMER_PROMISES)
              ? lists.figures(
                  PromiseLists.Whose.MINE, null, desk.sightOf(current.get()), current.get())
              : new PromiseLists.Figures(0, 0, 0, 0);
    }
    return myPromises;
  }

  /** Customers about whom this person has an unfinished note. */
  public List<Drafts.Unfinished> getNotes() {
    if (notes == null) {
      notes =
          current.get().may(Action.CUSTOMER_CONTACT) ? drafts.unfinished(current.get()) : List.of();
    }
    return notes;
  }

  /** What the back office answered this person lately. */
  public List<Exceptions.Asked> getAnswers() {
    if (answers == null) {
      answers =
          current.get().may(Action.CUSTOMER_CONTACT)
              ? exceptions.answeredTo(current.get())
              : List.of();
    }
    return answers;
  }

  /** Briefings that this person is still to read, unless the tasks that are shown say so. */
  public List<Briefing> getToRead() {
    if (toRead == null) {
      var shown = getMine().stream().anyMatch(item -> item.kind().equals(Briefings.READ));
      toRead = shown ? List.of() : briefings.waitingFor(current.get());
    }
    return toRead;
  }

  /** Messages to customers that this person is asked to judge before they go. */
  public List<Reading.Asked> getToJudge() {
    if (toJudge == null) {
      var staff = current.get();
      toJudge = staff.may(Action.NOTICE_TEST) ? reading.waitingFor(staff) : List.of();
    }
    return toJudge;
  }

  /** Whether this person's day is customers: nothing else waits. */
  public boolean isDesk() {
    return mayOpenCustomers()
        && getMine().isEmpty()
        && getMergers().isEmpty()
        && getToRead().isEmpty()
        && getToJudge().isEmpty()
        && getToStart().isEmpty()
        && getToExplain().isEmpty()
        && getReports() == 0;
  }

  /** Whether a promise must be kept today. */
  public boolean isToday(DuePromises.Due promise) {
    return clock.today().equals(promise.dueOn());
  }

  private boolean mayOpenCustomers() {
    return current.get().may(Action.CUSTOMER_READ);
  }
}
