package org.klantbrug.signal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.complaint.Assessment;
import org.klantbrug.complaint.ComplaintClocks;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.ComplaintSettings;
import org.klantbrug.complaint.ComplaintTrail;
import org.klantbrug.complaint.Complaints;
import org.klantbrug.complaint.DepartmentAnswers;
import org.klantbrug.complaint.Emotion;
import org.klantbrug.complaint.Feedbacks;
import org.klantbrug.complaint.Identifying;
import org.klantbrug.complaint.Intake;
import org.klantbrug.complaint.Leniencies;
import org.klantbrug.complaint.NewComplaint;
import org.klantbrug.complaint.Pauses;
import org.klantbrug.complaint.Weight;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.OfferBlocks;
import org.klantbrug.outbound.TextTemplates;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.RunningClocks;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;
import org.klantbrug.work.Cases;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** A desk after the small takeover, with a department that answers; work items are noted. */
final class SignalFixture implements AutoCloseable {
  final SmallTakeover takeover = SmallTakeover.live();
  final MadeUpMerger in = takeover.in;
  final Database database = in.byEachTheirOwn();
  final BusinessClock clock = new BusinessClock();
  final Audit audit = new Audit(database, clock);
  final Clocks clocks = RunningClocks.of(database, clock);
  final List<String> work = Collections.synchronizedList(new ArrayList<>());
  final ComplaintDesk complaintDesk =
      new ComplaintDesk(database, clock, audit, new CustomerNames());
  private final ComplaintTrail trail =
      new ComplaintTrail(clock, audit, new NoCases(), new OfferBlocks(database, clock, audit));
  final Complaints complaints =
      new Complaints(
          database,
          clock,
          new NoCases(),
          new NotedWork(),
          new Leniencies(clock),
          new ComplaintSettings(database, clock, audit),
          new ComplaintClocks(clocks),
          trail,
          new Pauses(database, clock, audit, new NotedWork(), new ComplaintClocks(clocks)),
          new Heard<>(threatens -> {}));
  final Feedbacks feedbacks =
      new Feedbacks(
          complaints,
          clock,
          new ComplaintClocks(clocks),
          new Heard<>(
              given -> {
                this.beforeHeardWithComplaint.run();
                this.telling.heardWithComplaint(given);
              }));
  final Identifying identifying =
      new Identifying(
          complaints,
          audit,
          new Heard<>(identified -> new SignalSteps(this.telling).onIdentified(identified)));
  final Intake intake =
      new Intake(
          database,
          clock,
          new NotedWork(),
          new ComplaintClocks(clocks),
          trail,
          new Pauses(database, clock, audit, new NotedWork(), new ComplaintClocks(clocks)));
  private final SignalClocks signalClocks =
      new SignalClocks(clocks, new WorkingCalendars(database, audit, null), clock);
  final SignalTelling telling = new SignalTelling(database, clock, audit, feedbacks, signalClocks);
  final Messages messages =
      new Messages(
          database,
          clock,
          new MailSettings(
              Map.of(
                  "KLANTBRUG_SMTP_HOST", "127.0.0.1",
                  "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl")),
          new Heard<>(written -> {}));
  final Mailings mailings =
      new Mailings(
          database,
          clock,
          audit,
          messages,
          new TextTemplates(database, clock, audit),
          new People(database),
          new NotedWork());
  final Signals signals =
      new Signals(
          database,
          clock,
          audit,
          new NotedWork(),
          telling,
          signalClocks,
          mailings,
          new DepartmentAnswers(clock, trail, new NotedWork()));
  final Questions questions = new Questions(database, clock, complaints, signals);
  final SignalLetters letters =
      new SignalLetters(
          database,
          clock,
          audit,
          new TextTemplates(database, clock, audit),
          telling,
          new NotedWork());
  final SignalDesk desk = new SignalDesk(database, clock, audit, new CustomerNames());
  final SignalList list = new SignalList(database, clock, audit);
  final SignalSettings settings = new SignalSettings(database, clock, audit);
  final Staff adviser = colleague(in.operator, "operator", true);
  final Staff coordinator = colleague(in.finance, "finance", true);
  final Staff behindTheWall = colleague(in.operator, "operator", false);
  final Staff owner;

  /** Done right before signals hear that feedback was given with a complaint. */
  volatile Runnable beforeHeardWithComplaint = () -> {};

  SignalFixture() {
    at(MadeUpMerger.T);
    owner = owner();
  }

  private Staff owner() {
    var pieter = answerer("Pieter");
    answeredBy(pieter.id(), null);
    return pieter;
  }

  /**
   * A colleague with the role of a department owner, who opens neither customers nor complaints.
   */
  Staff answerer(String name) {
    var login = name.toLowerCase(Locale.ROOT);
    var id =
        in.number(
            "insert into identity_staff (login, full_name) values ('%s', '%s') returning id"
                .formatted(login, name));
    in.sql(
        "insert into identity_staff_role (staff_id, role_code) values (%d, 'departmentOwner')"
            .formatted(id));
    return new Staff(id, login, name, "nl", false, null, Set.of("departmentOwner"), Set.of());
  }

  /** Who answers for the department from now on, and who stands in. */
  void answeredBy(Long owner, Long deputy) {
    var billing = department("Facturatie");
    settings.set(
        new SignalSettings.Wish(
            billing.id(), "Facturatie", "Billing", owner, deputy, 16, 8, true, billing.version()),
        coordinator);
  }

  SignalSettings.Department department(String name) {
    return settings.departments().stream()
        .filter(each -> each.nameNl().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Staff colleague(long id, String login, boolean cleanTeam) {
    return new Staff(
        id,
        login,
        login,
        "nl",
        cleanTeam,
        null,
        Set.of(),
        Set.of(Action.CUSTOMER_READ.code(), Action.COMPLAINT_READ.code()));
  }

  void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  long party(String key) {
    return in.party(key.startsWith("A") ? in.ours : in.theirs, key);
  }

  Judged about(Kind kind) {
    return new Judged(
        kind, Weight.MEDIUM, Weight.HIGH, department("Facturatie").id(), "BILL", null);
  }

  /** A signal of a customer, by its key at his company. */
  long raised(Kind kind, String customer) {
    return signals.raise(
        new NewSignal(
            UUID.randomUUID(),
            "De rekening noemt oude tarieven",
            about(kind),
            customer == null ? Subject.NONE : of(customer)),
        adviser);
  }

  Subject of(String customer) {
    return new Subject(party(customer), null, null);
  }

  /** A complaint of a customer, of which feedback was promised. */
  long complaintOf(String customer) {
    var identity =
        in.number("select id from customer_identity where source_key = '%s'".formatted(customer));
    var id =
        intake.receive(
            new NewComplaint(
                null,
                identity,
                null,
                Channel.PHONE,
                null,
                "Ik snap de rekening niet",
                null,
                null,
                null,
                null),
            adviser);
    feedbacks.promise(
        id,
        complaintDesk.look(id, adviser).complaint().version(),
        "Wat wij aan de rekening doen",
        clock.today().plusDays(30),
        adviser);
    return id;
  }

  /** It is looked into from now on. */
  void assess(long complaint) {
    complaints.assess(
        complaint,
        complaintDesk.look(complaint, adviser).complaint().version(),
        new Assessment(
            Weight.HIGH, Weight.LOW, Emotion.ANGRY, null, null, null, false, null, false),
        adviser);
  }

  int version(long id) {
    return desk.look(id, adviser).signal().version();
  }

  SignalView signal(long id) {
    return desk.look(id, adviser).signal();
  }

  List<Linked> customers(long id) {
    return desk.look(id, adviser).customers();
  }

  void ask(long id) {
    signals.triage(id, version(id), about(signal(id).kind()), true, coordinator);
  }

  /** From asking to closing. */
  void close(long id) {
    ask(id);
    signals.answer(id, version(id), "De tekst is aangepast", owner);
    signals.close(id, version(id), "De rekening is duidelijker", coordinator);
  }

  /** One customer heard it. */
  void told(long id, Linked one, String how, String words) {
    telling.tell(id, List.of(one.id()), said(how, words), adviser);
  }

  static SignalTelling.Said said(String how, String words) {
    return new SignalTelling.Said(null, how, words, true);
  }

  SignalList.Rate rate() {
    return list.rate(new SignalList.Wanted("all", false, null, null, null, false), adviser);
  }

  @Override
  public void close() {
    in.close();
  }

  private static final class NoCases implements Cases {
    @Override
    public String start(String process, String businessKey, Map<String, Object> ids) {
      return "process-" + businessKey;
    }

    @Override
    public void complete(String engineTaskId, String outcome, long staffId) {
      throw new AssertionError("No task of an engine is about a signal");
    }

    @Override
    public void tell(String process, String message, long staffId) {
      throw new AssertionError("No process is about a signal");
    }
  }

  private final class NotedWork extends WorkItems {
    @Override
    public void open(WorkItem item) {
      work.add(item.kind() + (item.claimedBy() == null ? " opens" : " is for one person"));
    }

    @Override
    public void prioritise(String subjectKind, long subjectId, Priority priority) {
      work.add("urgent: " + priority);
    }

    @Override
    public boolean asks(String subjectKind, long subjectId, String kind) {
      return work.stream().anyMatch(each -> each.startsWith(kind));
    }

    @Override
    public void answered(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      work.add(kind + ": " + outcome);
    }

    @Override
    public void happened(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      work.add(kind + ": " + outcome);
    }

    @Override
    public void withdraw(String subjectKind, long subjectId) {
      work.add("withdrawn");
    }
  }
}
