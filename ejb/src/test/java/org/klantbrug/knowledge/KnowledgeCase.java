package org.klantbrug.knowledge;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.generic.GenericType;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** People who write, check and publish answers; what opens on the work list is noted. */
class KnowledgeCase {
  static final LocalDate LAST_DAY = LocalDate.parse("2026-06-30");

  final Database database = new Database(TestDatabase.fresh());
  final BusinessClock clock = new BusinessClock();
  final List<String> work = new ArrayList<>();
  final WorkItems noted = new NotedWork();
  final Audit audit = new Audit(database, clock);
  final Contradictions contradictions = new Contradictions(database, clock, audit, noted);
  final QaTasks tasks = new QaTasks(noted, clock);

  final QaItems items = new QaItems(database, clock, audit, tasks, contradictions);
  final QaList list = new QaList(database, clock);
  final QaSearch search = new QaSearch(database, clock);
  final PublicQuestions open = new PublicQuestions(database, clock);
  final QaExpiry expiry = new QaExpiry(database, clock, tasks);
  final Staff roos = person("roos", "editor");
  final Staff mark = person("mark", "legal");

  KnowledgeCase() {
    on("2026-05-04");
  }

  final void on(String day) {
    clock.set(Clock.fixed(Instant.parse(day + "T08:00:00Z"), BusinessClock.ZONE));
  }

  final Staff person(String login, String role) {
    var id =
        database.<Long>with(
            handle -> {
              var key =
                  handle
                      .createQuery(
                          "insert into identity_staff (login, full_name) values (:login, :login) returning id")
                      .bind("login", login)
                      .mapTo(Long.class)
                      .one();
              handle.execute(
                  "insert into identity_staff_role (staff_id, role_code) values (?, ?)", key, role);
              return key;
            });
    return new Staff(id, login, login, "nl", false, null, Set.of(role), actions(role));
  }

  private Set<String> actions(String role) {
    return database.with(
        handle ->
            handle
                .createQuery("select action from identity_permission where role_code = :role")
                .bind("role", role)
                .collectInto(new GenericType<Set<String>>() {}));
  }

  final NewItem about(Audience audience, String question, String answer) {
    return about(audience, question, answer, roos, LAST_DAY);
  }

  final NewItem about(
      Audience audience, String question, String answer, Staff owner, LocalDate until) {
    return new NewItem(
        "BILL",
        audience,
        null,
        null,
        null,
        new Wording(question, answer, null, null),
        owner.id(),
        "legal",
        until,
        Links.NONE);
  }

  final int version(long id) {
    return list.read(id, roos).version();
  }

  final long published(Audience audience, String question, String answer) {
    var id = items.write(about(audience, question, answer), roos);
    items.check(id, version(id), mark);
    items.publish(id, version(id), roos);
    return id;
  }

  final List<Long> found(String typed) {
    return search.forCustomers(typed, "nl", 20, null).stream().map(Answer::id).toList();
  }

  private final class NotedWork extends WorkItems {
    private final Set<String> asked = new TreeSet<>();

    @Override
    public void open(WorkItem item) {
      work.add(item.kind());
      asked.add(about(item.subjectKind(), item.subjectId()) + item.kind());
      database.use(
          handle ->
              handle.execute(
                  "insert into work_item (kind, subject_kind, subject_id, role_code, created_at) values (?, ?, ?, ?, ?)",
                  item.kind(),
                  item.subjectKind(),
                  item.subjectId(),
                  "editor",
                  clock.now()));
    }

    private static String about(String subject, long id) {
      return subject + " " + id + " ";
    }

    @Override
    public boolean asks(String subjectKind, long subjectId, String kind) {
      return asked.contains(about(subjectKind, subjectId) + kind);
    }

    @Override
    public void happened(String subject, long id, String kind, Staff staff, String outcome) {
      if (asked.remove(about(subject, id) + kind)) {
        work.add(kind + ": " + outcome);
        over(subject, id, kind, "DONE");
      }
    }

    @Override
    public void withdraw(String subjectKind, long subjectId) {
      var of = about(subjectKind, subjectId);
      for (var one : asked.stream().filter(each -> each.startsWith(of)).toList()) {
        asked.remove(one);
        work.add(one.substring(of.length()) + ": withdrawn");
        over(subjectKind, subjectId, one.substring(of.length()), "WITHDRAWN");
      }
    }

    private void over(String subject, long id, String kind, String state) {
      database.use(
          handle ->
              handle.execute(
                  """
                  update work_item set state = ?
                   where subject_kind = ? and subject_id = ? and kind = ? and state = 'OPEN'""",
                  state,
                  subject,
                  id,
                  kind));
    }
  }
}
