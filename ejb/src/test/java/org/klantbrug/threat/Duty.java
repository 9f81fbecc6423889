package org.klantbrug.threat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.work.Cases;
import org.klantbrug.work.WorkItems;

/** A house with people who have crisis duty, without an engine: what it would be told is noted. */
final class Duty {
  static final Instant NIGHT = Instant.parse("2026-05-04T01:30:00Z");

  final BusinessClock clock = new BusinessClock();
  final List<String> engine = Collections.synchronizedList(new ArrayList<>());
  final List<String> hands = Collections.synchronizedList(new ArrayList<>());
  final List<ThreatJudged> judged = Collections.synchronizedList(new ArrayList<>());
  final Set<Long> running = ConcurrentHashMap.newKeySet();
  final Database database;
  final Audit audit;
  final DutyRoster roster;
  final Threats threats;
  final Triage triage;
  final ThreatList list;
  final ThreatSettings settings;
  final Staff lotte;
  final Staff daan;
  final Staff hugo;
  final Staff eva;

  Duty(Database database) {
    this.database = database;
    audit = new Audit(database, clock);
    roster = new DutyRoster(database, clock, audit);
    settings = new ThreatSettings(database, clock, audit);
    list = new ThreatList(database, clock);
    var mail =
        new MailSettings(
            Map.of(
                "KLANTBRUG_SMTP_HOST", "mail.test", "KLANTBRUG_MAIL_ADDRESS", "service@ons.test"));
    var work = new NotedWork();
    threats =
        new Threats(
            database,
            clock,
            audit,
            new NotedCases(),
            work,
            new PhoneChain(
                clock,
                work,
                new ThreatMail(
                    new Messages(database, clock, mail, new Heard<>(written -> {})), mail)),
            new ThreatMail(new Messages(database, clock, mail, new Heard<>(written -> {})), mail),
            new Heard<>(judged::add));
    triage = new Triage(database, clock, threats);
    lotte = member("lotte", "adviser");
    daan = member("daan", "crisisDuty");
    hugo = member("hugo", "crisisDuty");
    eva = member("eva", "crisisLead");
    at(NIGHT);
  }

  private final class NotedCases implements Cases {
    @Override
    public String start(String process, String businessKey, Map<String, Object> ids) {
      engine.add(process + " begins");
      return "process-" + businessKey;
    }

    @Override
    public void complete(String engineTaskId, String outcome, long staffId) {
      throw new AssertionError("Work items complete tasks");
    }

    @Override
    public void tell(String process, String message, long staffId) {
      engine.add(message);
    }
  }

  private final class NotedWork extends WorkItems {
    @Override
    public void passTo(String subjectKind, long subjectId, String kind, long staffId) {
      hands.add(name(staffId));
    }

    @Override
    public void happened(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      engine.add(kind + ": " + outcome);
    }
  }

  void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  /** So many minutes later, everybody who is due is called. */
  void later(int minutes) {
    at(clock.now().plus(Duration.ofMinutes(minutes)));
    triage.lookWhereDue();
  }

  private Staff member(String login, String role) {
    var id =
        database.<Long>with(
            handle ->
                handle
                    .createQuery(
                        "insert into identity_staff (login, full_name, email) values (:login, :login, :login || '@ons.test') returning id")
                    .bind("login", login)
                    .mapTo(Long.class)
                    .one());
    database.use(
        handle ->
            handle.execute(
                "insert into identity_staff_role (staff_id, role_code) values (?, ?)", id, role));
    return new Staff(id, login, login, "nl", false, null, Set.of(role), Set.of());
  }

  private String name(long staff) {
    return database.with(
        handle ->
            handle
                .createQuery("select login from identity_staff where id = :id")
                .bind("id", staff)
                .mapTo(String.class)
                .one());
  }

  /** Daan has duty this night and the day after, Hugo is his deputy. */
  void onDuty() {
    roster.give(
        daan.id(), hugo.id(), NIGHT.minusSeconds(3600), NIGHT.plus(Duration.ofDays(2)), eva);
  }

  static NewThreat seen(String key, String text) {
    return new NewThreat(key, Source.SOCIAL, 2, text, null, null, null, null);
  }

  long reported(String text) {
    return threats.report(seen(text, text), lotte);
  }

  ThreatReport read(long id) {
    return list.read(id, lotte);
  }

  /** Any report, as who judges it reads it. */
  ThreatReport any(long id) {
    return database.with(handle -> ThreatRows.read(handle, id));
  }

  List<String> mails() {
    return database.with(
        handle ->
            handle
                .createQuery("select recipient || ' ' || purpose from outbound_message order by id")
                .mapTo(String.class)
                .list());
  }
}
