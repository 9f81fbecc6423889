package org.klantbrug.crisis;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.klantbrug.audit.Audit;
import org.klantbrug.brake.BrakeChanged;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.HeldWork;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.work.Cases;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** A room without an engine: what people and the process would be asked is noted. */
final class CrisisFixture {
  static final Instant MORNING = Instant.parse("2026-05-04T08:00:00Z");

  final Database database = new Database(TestDatabase.fresh());
  final BusinessClock clock = new BusinessClock();
  final List<String> asked = new ArrayList<>();
  final List<String> missing = new ArrayList<>();
  final List<String> lost = new ArrayList<>();
  final List<Crisis> declared = new ArrayList<>();
  final Audit audit = new Audit(database, clock);
  final Brakes brakes =
      new Brakes(database, clock, audit, new Heard<BrakeChanged>(each -> {}), List.<HeldWork>of());
  final CrisisLog log = new CrisisLog(database, clock);
  final CrisisWork work = new CrisisWork(new NotedCases(), new NotedWork(), clock);
  final CrisisBrakes crisisBrakes = new CrisisBrakes(database, brakes, log);
  final Crises crises = crises(event -> declared.add(event.crisis()));
  final CrisisRoom room = new CrisisRoom(database, clock, log, work);
  final CrisisTeam team = new CrisisTeam(database, clock, log, work);
  final CrisisList list = new CrisisList(database);
  final CrisisRhythm rhythm = new CrisisRhythm(database, clock, work);
  final CrisisNews news = new CrisisNews(database);
  final Staff karin = person("karin", "crisisLead");
  final Staff piet = person("piet", "crisisLead");
  final Staff daan = person("daan", "crisisMember");

  CrisisFixture() {
    at(MORNING);
  }

  /** The steps, heard by somebody who may refuse. */
  Crises crises(Consumer<CrisisDeclared> heard) {
    return new Crises(
        database,
        clock,
        audit,
        log,
        work,
        crisisBrakes,
        new Heard<>(heard),
        new Heard<>(event -> asked.add("heard that it is over")),
        List.<ClosingRule>of(
            (handle, crisis) -> List.copyOf(missing),
            crisisBrakes,
            new CrisisHold(database, clock, audit)));
  }

  void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  Staff person(String login, String role) {
    var id =
        database.<Long>with(
            handle -> {
              var key =
                  handle
                      .createQuery(
                          "insert into identity_staff (login, full_name) values (:login, initcap(:login)) returning id")
                      .bind("login", login)
                      .mapTo(Long.class)
                      .one();
              handle.execute(
                  "insert into identity_staff_role (staff_id, role_code) values (?, ?)", key, role);
              return key;
            });
    var name = login.substring(0, 1).toUpperCase() + login.substring(1);
    return new Staff(id, login, name, "nl", false, null, Set.of(role), Set.of());
  }

  /** A merger in this state, with companies of its own. */
  long merger(String name, String state) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    with c as (insert into merger_company (code, name) values (:code || '-A', :name), (:code || '-B', :name) returning id)
                    insert into merger_merger (name, acquirer_id, acquired_id, transfer_basis, sector, notice_period, visible_from,
                           state, created_by, created_at)
                    select :name, min(id), max(id), 'SHARE_DEAL', 'ENERGY', 'P30D', date '2026-05-01', :state, :by, :at from c
                    returning id""")
                .bind("code", name.toUpperCase())
                .bind("name", name)
                .bind("state", state)
                .bind("by", karin.id())
                .bind("at", MORNING)
                .mapTo(Long.class)
                .one());
  }

  long proposed() {
    return crises.propose(
        new NewCrisis("Dubbele incasso", "Klanten zijn twee keer afgeschreven", null, false), daan);
  }

  long running() {
    var id = proposed();
    crises.declare(id, new Declaration(2, karin.id(), "Honderden klanten"), karin);
    return id;
  }

  private final class NotedCases implements Cases {
    @Override
    public String start(String process, String businessKey, Map<String, Object> ids) {
      asked.add(process);
      return "process-" + businessKey;
    }

    @Override
    public void complete(String engineTaskId, String outcome, long staffId) {
      throw new AssertionError("Work items complete tasks");
    }

    @Override
    public void tell(String process, String message, long staffId) {
      if (lost.contains(process)) {
        throw new IllegalStateException("No such process");
      }
      asked.add(message);
    }
  }

  private final class NotedWork extends WorkItems {
    private final Map<String, Long> open = new HashMap<>();

    @Override
    public void dueBy(String subjectKind, long subjectId, String kind, Instant moment) {
      // the list of work is looked at elsewhere
    }

    @Override
    public void open(WorkItem item) {
      open.put(item.kind(), item.claimedBy());
      asked.add(item.kind() + " in hands of " + item.claimedBy());
    }

    @Override
    public boolean asks(String subjectKind, long subjectId, String kind) {
      return open.containsKey(kind);
    }

    @Override
    public void happened(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      asked.add(kind + ": " + outcome);
    }

    @Override
    public void withdraw(String subjectKind, long subjectId) {
      asked.add(subjectKind + " withdrawn");
    }

    @Override
    public void give(String subjectKind, long subjectId, Collection<String> kinds, long staffId) {
      asked.add(kinds + " to " + staffId);
    }
  }
}
