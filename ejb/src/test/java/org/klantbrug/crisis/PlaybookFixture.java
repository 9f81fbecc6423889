package org.klantbrug.crisis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.knowledge.QaList;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** A crisis that was declared, with people around it; what opens on the work list is noted. */
final class PlaybookFixture {
  static final Instant DECLARED = Instant.parse("2026-05-04T20:00:00Z");

  final Database database = new Database(TestDatabase.fresh());
  final BusinessClock clock = new BusinessClock();
  final List<String> work = new ArrayList<>();
  final Audit audit = new Audit(database, clock);
  final CrisisLog log = new CrisisLog(database, clock);
  final NotedWork items = new NotedWork();
  final CrisisScenarios scenarios =
      new CrisisScenarios(database, clock, audit, new ScenarioTasks(items, clock));
  final Playbook playbook =
      new Playbook(database, clock, audit, log, new PlaybookTasks(items, clock));
  final SituationReports reports =
      new SituationReports(
          database, clock, audit, log, new CrisisWork(null, items, clock), List.of());
  final Shifts shifts = new Shifts(database, clock, log, items);
  final Evaluations evaluations = new Evaluations(database, clock, audit, log, items);
  final Learning learning =
      new Learning(database, clock, log, scenarios, new QaList(database, clock), null);
  final CrisisReports figures = new CrisisReports(database, clock, List.of());
  final Staff lead = person("ilse", "crisisLead", Action.CRISIS_WORK);
  final Staff finance = person("femke", "finance");
  final long crisis;

  PlaybookFixture() {
    at(Duration.ZERO);
    crisis =
        number(
            """
            insert into crisis_crisis (number, name, what_happened, level, state, exercise, lead_id, proposed_by, proposed_at,
                   decided_by, decided_at, report_minutes, next_report_at)
            values ('C-2026-0001', 'Dubbele incasso', 'Klanten zijn dubbel geïncasseerd', 3, 'DECLARED', false, %1$d, %1$d,
                    '2026-05-04T19:00:00Z', %1$d, '2026-05-04T20:00:00Z',
                    60, '2026-05-04T21:00:00Z') returning id"""
                .formatted(lead.id()));
  }

  /** So long after the declaration it is now. */
  void at(Duration later) {
    clock.set(Clock.fixed(DECLARED.plus(later), BusinessClock.ZONE));
  }

  Staff person(String login, String role, Action... may) {
    var id =
        number(
            "insert into identity_staff (login, full_name) values ('%1$s', initcap('%1$s')) returning id"
                .formatted(login));
    sql(
        "insert into identity_staff_role (staff_id, role_code) values (%d, '%s')"
            .formatted(id, role));
    var actions =
        java.util.Arrays.stream(may)
            .map(Action::code)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
    return new Staff(id, login, login, "nl", false, null, Set.of(role), actions);
  }

  long number(String sql) {
    return database.with(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  void sql(String sql) {
    database.use(handle -> handle.execute(sql));
  }

  /** Those that came with the system, by their code. */
  CrisisScenario shipped(String code) {
    return scenarios.all().stream()
        .filter(each -> code.equals(each.code()))
        .findFirst()
        .orElseThrow();
  }

  /** The kinds of what was noted in the log, the first one first. */
  List<String> logged() {
    var kinds = new ArrayList<>(log.of(crisis).stream().map(CrisisLog.Entry::kind).toList());
    java.util.Collections.reverse(kinds);
    return kinds;
  }

  final class NotedWork extends WorkItems {
    @Override
    public void open(WorkItem item) {
      work.add(item.kind() + (item.claimedBy() == null ? "" : " of " + item.claimedBy()));
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

    @Override
    public void dueBy(String subjectKind, long subjectId, String kind, Instant moment) {
      // the list of work is looked at elsewhere
    }

    @Override
    public void prioritise(String subjectKind, long subjectId, Priority priority) {
      // the list of work is looked at elsewhere
    }
  }
}
