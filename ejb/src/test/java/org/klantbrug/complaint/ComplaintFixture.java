package org.klantbrug.complaint;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.OfferBlocks;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Limits;
import org.klantbrug.sla.ReplyTimes;
import org.klantbrug.transfer.HeldComplaints;
import org.klantbrug.transfer.HeldWork;
import org.klantbrug.work.Cases;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** A desk where complaints are handled, without an engine: what it would be asked is noted. */
final class ComplaintFixture {
  final BusinessClock clock = new BusinessClock();
  final List<String> asked = new ArrayList<>();
  final List<String> given = new ArrayList<>();
  final Map<Long, Priority> urgent = new HashMap<>();
  final WorkItems work = new NotedWork();
  final Database database;
  final Audit audit;
  final Clocks clocks;
  final Complaints complaints;
  final Feedbacks feedbacks;
  final Identifying identifying;
  final Intake intake;
  final Pauses pauses;
  final ComplaintDesk desk;
  final ComplaintList list;
  final ComplaintSettings settings;
  final Handover handover;
  final HeldTasks heldTasks;
  final Staff adviser;
  final Staff lead;
  final Staff otherLead;

  ComplaintFixture(Database database) {
    this.database = database;
    audit = new Audit(database, clock);
    clocks =
        new Clocks(
            database,
            clock,
            new WorkingCalendars(database, audit, null),
            new ReplyTimes(database, audit, clock, null));
    settings = new ComplaintSettings(database, clock, audit);
    var cases = new NotedCases();
    var running = new ComplaintClocks(clocks);
    var trail = new ComplaintTrail(clock, audit, cases, new OfferBlocks(database, clock, audit));
    pauses = new Pauses(database, clock, audit, work, running);
    complaints =
        new Complaints(
            database, clock, cases, work, new Leniencies(clock), settings, running, trail, pauses);
    feedbacks = new Feedbacks(complaints, clock, running, new Heard<>(given -> {}));
    identifying = new Identifying(complaints, audit, new Heard<>(identified -> {}));
    intake = new Intake(database, clock, work, running, trail, pauses);
    desk = new ComplaintDesk(database, clock, audit, new CustomerNames());
    list = new ComplaintList(database, clock, audit, new CustomerNames());
    heldTasks =
        new HeldTasks(
            database,
            clock,
            new Limits(
                new WorkingCalendars(database, audit, null),
                new ReplyTimes(database, audit, clock, null)),
            work);
    handover =
        new Handover(
            database, clock, audit, intake, new HeldComplaints(new HeldWork(database)), heldTasks);
    adviser = member("emma", "adviser");
    lead = member("noor", "teamLead");
    otherLead = member("hugo", "teamLead");
    at(Instant.parse("2026-05-04T08:00:00Z"));
  }

  private final class NotedCases implements Cases {
    @Override
    public String start(String process, String businessKey, Map<String, Object> ids) {
      asked.add(process + " begins at " + ids.get("stage"));
      return "process-" + businessKey;
    }

    @Override
    public void complete(String engineTaskId, String outcome, long staffId) {
      throw new AssertionError("Work items complete tasks");
    }

    @Override
    public void tell(String process, String message, long staffId) {
      asked.add(message);
    }
  }

  private final class NotedWork extends WorkItems {
    private final Set<String> asking = new HashSet<>();
    private final Map<String, Long> inHands = new HashMap<>();

    @Override
    public void open(WorkItem item) {
      asking.add(item.kind());
      inHands.put(item.kind(), item.claimedBy());
      asked.add(item.kind() + " is asked");
    }

    @Override
    public boolean asks(String subjectKind, long subjectId, String kind) {
      return asking.contains(kind);
    }

    @Override
    public void answered(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      var whose = inHands.get(kind);
      if (whose != null && whose != staff.id()) {
        throw new RuleBroken("work.claimed-by-another", subjectId);
      }
      happened(subjectKind, subjectId, kind, staff, outcome);
    }

    @Override
    public void happened(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      asking.remove(kind);
      inHands.remove(kind);
      asked.add(kind + ": " + outcome);
    }

    @Override
    public void withdraw(String subjectKind, long subjectId) {
      asking.clear();
    }

    @Override
    public void give(String subjectKind, long subjectId, Collection<String> kinds, long staffId) {
      given.add(kinds + " to " + staffId);
    }

    @Override
    public void prioritise(String subjectKind, long subjectId, Priority priority) {
      urgent.put(subjectId, priority);
    }
  }

  StatusLinks links() {
    return new StatusLinks(database, clock, new OnlineSettings(database, clock, audit), audit);
  }

  void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  private Staff member(String login, String role) {
    var id =
        database.<Long>with(
            handle ->
                handle
                    .createQuery(
                        "insert into identity_staff (login, full_name) values (:login, :login) returning id")
                    .bind("login", login)
                    .mapTo(Long.class)
                    .one());
    return new Staff(id, login, login, "nl", false, null, Set.of(role), Set.of());
  }

  /** A complaint of somebody we do not know, by telephone. */
  static NewComplaint anonymous(String senderKey, String text) {
    return new NewComplaint(
        senderKey, null, "06 1234 5678", Channel.PHONE, null, text, null, null, null, null);
  }

  long received() {
    return intake.receive(anonymous(null, "Ik wacht al drie weken"), adviser);
  }

  int version(long id) {
    return desk.look(id, adviser).complaint().version();
  }

  Stage stage(long id) {
    return desk.look(id, adviser).complaint().stage();
  }

  void acknowledge(long id) {
    complaints.acknowledge(id, version(id), Channel.PHONE, "Wij hebben uw klacht", adviser);
  }

  /** Promises feedback, tells the outcome and closes. */
  void tellAndClose(long id) {
    feedbacks.promise(id, version(id), "De nieuwe brieven", clock.today().plusDays(30), adviser);
    complaints.tellOutcome(
        id, version(id), Channel.PHONE, Experience.GOOD, "Alles verteld", adviser);
    complaints.close(id, version(id), adviser);
  }

  /** A complaint that waits for a decision. */
  long investigated() {
    var id = received();
    investigate(id);
    return id;
  }

  /** Assesses it and looks into it. */
  void investigate(long id) {
    complaints.assess(
        id,
        version(id),
        new Assessment(Weight.HIGH, Weight.LOW, Emotion.ANGRY, null, null, null, true, null, false),
        adviser);
    complaints.investigate(id, version(id), Cause.BILLING, "Een oud tarief", adviser);
  }
}
