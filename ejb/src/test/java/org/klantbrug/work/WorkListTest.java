package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.work.WantedWork.Order;
import org.klantbrug.work.WantedWork.When;
import org.klantbrug.work.WantedWork.Whose;

/** The work list by pages, its figures, and by when a task is due. */
@OnDatabase
class WorkListTest {
  /** A Thursday. */
  private static final Instant NOW = Instant.parse("2026-10-15T10:00:00Z");

  private static final Staff LOTTE =
      new Staff(1, "lotte", "Lotte", "nl", false, 1L, Set.of("adviser"), Set.of());

  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final WorkList list = new WorkList(database, clock, new Audit(database, clock));

  @BeforeEach
  void begin() {
    clock.set(Clock.fixed(NOW, BusinessClock.ZONE));
    run(
        """
        insert into identity_team (name) values ('Balie'), ('Kantoor');
        insert into identity_staff (login, full_name, team_id) values ('lotte', 'Lotte', 1), ('emma', 'Emma', 1);
        insert into identity_staff_role values (1, 'adviser'), (2, 'adviser')""");
  }

  private void run(String sql) {
    database.use(handle -> handle.execute(sql));
  }

  private void item(String kind, String due, String more) {
    run(
        """
        insert into work_item (kind, subject_kind, subject_id, subject_name, role_code, created_at, due_at%s)
        values ('%s', 'run', 1, 'Ronde 1', 'adviser', '2026-10-01', %s%s)"""
            .formatted(
                more.isEmpty() ? "" : ", " + more.split("=")[0],
                kind,
                due == null ? "null" : "'" + due + "'",
                more.isEmpty() ? "" : ", " + more.split("=")[1]));
  }

  private void cameOver(long batch, String day) {
    item("came over", null, "gathered=true");
    run(
        """
        update work_item set batch_id = %d, batch_of = 'Zuidkabel', batch_on = '%s'
         where id = (select max(id) from work_item)"""
            .formatted(batch, day));
  }

  private List<String> kinds(WantedWork wanted) {
    return list.page(wanted, null, 50, LOTTE).lines().stream().map(WorkItems.Line::kind).toList();
  }

  private static WantedWork sorted(Order order) {
    return new WantedWork(Whose.OPEN, null, null, null, null, null, null, null, order);
  }

  @Test
  void whatIsDueFirstStandsOnTopAndWhatHasNoDayBelow() {
    item("some day", null, "");
    item("tomorrow", "2026-10-16 10:00Z", "");
    item("today", "2026-10-15 15:00Z", "");

    assertThat(kinds(WantedWork.MINE)).containsExactly("today", "tomorrow", "some day");
  }

  @Test
  void whatAColleagueHasInHandIsNotForMe() {
    item("free", null, "");
    item("mine", null, "claimed_by=1");
    item("of Emma", null, "claimed_by=2");
    item("of another team", null, "team_id=2");
    item("not by me again", null, "not_staff_id=1");

    assertThat(kinds(WantedWork.MINE)).containsExactly("free", "mine");
    assertThat(kinds(WantedWork.of(Whose.HAND))).containsExactly("mine");
    assertThat(kinds(WantedWork.of(Whose.TEAM)))
        .as("what a member has, or one of them may take up")
        .containsExactly("free", "mine", "of Emma", "not by me again");
  }

  @Test
  void whatComesByTheThousandIsOneLineThatOpensExactlyItsTasks() {
    item("own", null, "");
    item("came over", "2026-10-14 10:00Z", "gathered=true");
    item("came over", "2026-10-17 10:00Z", "gathered=true");

    assertThat(kinds(WantedWork.MINE)).containsExactly("own");
    assertThat(list.count(WantedWork.MINE, 100, LOTTE)).isEqualTo(1);
    assertThat(list.gathered(WantedWork.MINE, LOTTE))
        .containsExactly(new WorkList.Gathered("came over", null, null, null, 2, 1));
    var line = WantedWork.MINE.free("came over", null);
    assertThat(kinds(line)).hasSize(2);
    assertThat(kinds(line.due(When.OVERDUE))).hasSize(1);
    assertThat(list.gathered(line, LOTTE)).isEmpty();
  }

  @Test
  void whatCameWithTwoWavesIsALineForEachThatOpensExactlyItsTasks() {
    cameOver(7, "2026-10-05");
    cameOver(8, "2026-10-12");
    cameOver(8, "2026-10-12");

    var lines = list.gathered(WantedWork.MINE, LOTTE);

    assertThat(lines)
        .containsExactly(
            new WorkList.Gathered("came over", 7L, "Zuidkabel", LocalDate.of(2026, 10, 5), 1, 0),
            new WorkList.Gathered("came over", 8L, "Zuidkabel", LocalDate.of(2026, 10, 12), 2, 0));
    for (var line : lines) {
      var opened = WantedWork.MINE.free(line.kind(), line.batch());
      assertThat(list.count(opened, 100, LOTTE)).isEqualTo((int) line.count());
    }
  }

  @Test
  void whoTookOneOfThemUpSeesItAmongHisOwn() {
    item("came over", null, "gathered=true");
    run("update work_item set claimed_by = 1");

    assertThat(kinds(WantedWork.MINE)).containsExactly("came over");
    assertThat(list.gathered(WantedWork.MINE, LOTTE)).isEmpty();
  }

  @Test
  void whatIsLookedForByItsNameIsFoundAmongThemToo() {
    item("came over", null, "gathered=true");

    assertThat(kinds(about("Ronde 1"))).containsExactly("came over");
  }

  @ParameterizedTest
  @EnumSource(
      value = Order.class,
      names = {"DUE", "PRIORITY", "OLDEST", "NEWEST"})
  void pagesTogetherShowEachTaskOnceAndInOrder(Order order) {
    run(
        """
        insert into work_item (kind, subject_kind, subject_id, role_code, created_at, due_at, priority)
        select 'k' || i, 'run', i, 'adviser', timestamptz '2026-10-01' + (i % 3) * interval '1.000001 second',
               case when i % 5 > 0 then timestamptz '2026-10-15' + (i % 4) * interval '1 hour' end, 1 + i % 3
          from generate_series(1, 23) i""");

    var seen = new ArrayList<Long>();
    String after = null;
    do {
      var page = list.page(sorted(order), after, 4, LOTTE);
      page.lines().forEach(line -> seen.add(line.id()));
      after = page.next();
    } while (after != null);

    assertThat(seen)
        .doesNotHaveDuplicates()
        .isEqualTo(
            list.page(sorted(order), null, 50, LOTTE).lines().stream()
                .map(WorkItems.Line::id)
                .toList())
        .hasSize(23);
  }

  @Test
  void aPageThatWasDoneMeanwhileIsNotMissed() {
    for (var each : List.of("a", "b", "c", "d")) {
      item(each, null, "");
    }
    var first = list.page(WantedWork.MINE, null, 2, LOTTE);
    run("update work_item set state = 'DONE' where kind in ('a', 'b')");

    assertThat(list.page(WantedWork.MINE, first.next(), 2, LOTTE).lines())
        .extracting(WorkItems.Line::kind)
        .containsExactly("c", "d");
  }

  @Test
  void eachFigureIsTheNumberOfItsRowsAndTogetherTheyAreAll() {
    item("late", "2026-10-15 09:59Z", "");
    item("this afternoon", "2026-10-15 15:00Z", "");
    item("until midnight", "2026-10-15 21:59Z", "");
    item("after midnight", "2026-10-15 22:00Z", "");
    item("on Sunday", "2026-10-18 12:00Z", "");
    item("on Monday", "2026-10-19 08:00Z", "");
    item("some day", null, "");

    assertThat(When.values())
        .allSatisfy(
            when ->
                assertThat(list.count(WantedWork.MINE.due(when), 100, LOTTE))
                    .isEqualTo(kinds(WantedWork.MINE.due(when)).size()));
    assertThat(kinds(WantedWork.MINE.due(When.TODAY)))
        .containsExactly("this afternoon", "until midnight");
    assertThat(kinds(WantedWork.MINE.due(When.WEEK)))
        .containsExactly("after midnight", "on Sunday");
    assertThat(kinds(WantedWork.MINE.due(When.LATER))).containsExactly("on Monday");
    assertThat(list.count(WantedWork.MINE, 100, LOTTE)).isEqualTo(7);
  }

  @Test
  void isCountedNoFurtherThanIsAskedFor() {
    for (var i = 0; i < 5; i++) {
      item("k" + i, null, "");
    }

    assertThat(list.count(WantedWork.MINE, 3, LOTTE)).isEqualTo(4);
  }

  @Test
  void aTextIsFoundAsItIsTypedAlsoWithSignsThatMeanMoreInAQuery() {
    item("one", null, "");
    run("update work_item set subject_name = '100% zeker_1' where kind = 'one'");
    item("other", null, "");

    assertThat(kinds(about("0% ZEKER_"))).containsExactly("one");
    assertThat(kinds(about("%"))).containsExactly("one");
    assertThat(kinds(about("zeker%1"))).isEmpty();
  }

  private static WantedWork about(String text) {
    return new WantedWork(Whose.OPEN, null, null, null, null, null, text, null, Order.DUE);
  }

  @Test
  void whatItCanBeNarrowedToIsWhatThereIs() {
    item("b", null, "");
    item("a", null, "claimed_by=2");
    item("a", null, "");
    item("gone", null, "state='DONE'");

    var choices = list.choices(false);

    assertThat(choices.kinds()).containsExactly("a", "b");
    assertThat(choices.roles()).containsExactly("adviser");
    assertThat(choices.holders()).extracting(WorkList.Holder::name).containsExactly("Emma");
  }

  @Test
  void whatWasDoneIsOfWhoDidItWhoeverHadItInHand() {
    item("by Emma", null, "state='DONE'");
    item("by Lotte", null, "state='DONE'");
    item("waits", null, "claimed_by=2");
    run(
        "update work_item set completed_by = 2, completed_at = '2026-10-14', claimed_by = 1 where kind = 'by Emma'");
    run(
        "update work_item set completed_by = 1, completed_at = '2026-10-13' where kind = 'by Lotte'");

    assertThat(kinds(new WantedWork(Whose.DONE, null, null, 2L, null, null, null, null, Order.DUE)))
        .containsExactly("by Emma");
    var choices = list.choices(true);
    assertThat(choices.kinds()).containsExactly("by Emma", "by Lotte");
    assertThat(choices.holders())
        .extracting(WorkList.Holder::name)
        .containsExactly("Emma", "Lotte");
  }

  @Test
  void theNextTaskIsTheOneBehindAlsoWhenThisOneIsDoneAndInTheEndTheFirst() {
    item("a", "2026-10-16 10:00Z", "");
    item("b", "2026-10-17 10:00Z", "");
    item("c", null, "");
    run("update work_item set state = 'DONE' where kind = 'b'");

    assertThat(next("a")).contains("c");
    assertThat(next("b")).contains("c");
    assertThat(next("c")).contains("a");
    run("update work_item set state = 'DONE' where kind = 'c'");
    assertThat(next("a")).isEmpty();
  }

  private Optional<String> next(String kind) {
    var id =
        database.<Long>with(
            handle ->
                handle
                    .createQuery("select id from work_item where kind = :kind")
                    .bind("kind", kind)
                    .mapTo(Long.class)
                    .one());
    return list.findNext(WantedWork.MINE, id, LOTTE).map(WorkItems.Line::kind);
  }

  @Test
  void whatIsTakenOutIsWrittenDownAndNeverMoreThanFits() {
    item("a", null, "");
    item("b", null, "");

    assertThat(list.export(WantedWork.MINE, 2, LOTTE)).hasSize(2);
    assertThatThrownBy(() -> list.export(WantedWork.MINE, 1, LOTTE))
        .extracting("key")
        .isEqualTo("audit.too-many");
    assertThat(
            database.<String>with(
                handle ->
                    handle
                        .createQuery(
                            "select purpose from audit_event where action = 'workExported'")
                        .mapTo(String.class)
                        .one()))
        .isEqualTo("2");
  }

  private void clockOfComplaint(String stage, String limit) {
    run(
        """
        insert into sla_clock (subject_kind, subject_id, stage, policy_id, received_at, counted_from, state, target_budget_ms,
                               limit_budget_ms, running_since, target_at, limit_at, warn_at, owner_role)
        select 'COMPLAINT', 7, '%1$s', id, '2026-10-01 08:00Z', '2026-10-01 08:00Z', 'RUNNING', 0, 0, '2026-10-01 08:00Z', '%2$s', '%2$s', '%2$s', 'adviser'
          from sla_policy where stage = '%1$s' limit 1"""
            .formatted(stage, limit));
  }

  private void taskOfComplaint() {
    run(
        """
        insert into work_item (kind, subject_kind, subject_id, role_code, created_at)
        values ('assessComplaint', 'complaint', 7, 'adviser', '2026-10-01')""");
  }

  private WorkItems.Line task() {
    return list.page(WantedWork.MINE, null, 1, LOTTE).lines().get(0);
  }

  @Test
  void aTaskIsDueWithTheFirstClockOfItsSubjectAndSaysWhatTheCustomerWaitsFor() {
    clockOfComplaint("OUTCOME", "2026-10-29T15:00:00Z");
    taskOfComplaint();
    assertThat(task().dueAt()).isEqualTo("2026-10-29T15:00:00Z");

    clockOfComplaint("ACKNOWLEDGE", "2026-10-16T15:00:00Z");

    assertThat(task().dueAt()).isEqualTo("2026-10-16T15:00:00Z");
    assertThat(task().dueFor()).isEqualTo("ACKNOWLEDGE");
    assertThat(task().dueSince()).isEqualTo("2026-10-01T08:00:00Z");
  }

  @Test
  void aTaskFollowsItsClockWhenThatMovesPausesAndEnds() {
    taskOfComplaint();
    clockOfComplaint("OUTCOME", "2026-10-29T15:00:00Z");
    run("update sla_clock set limit_at = '2026-11-02 16:00Z', target_at = '2026-11-02 16:00Z'");
    assertThat(task().dueAt()).isEqualTo("2026-11-02T16:00:00Z");

    run("update sla_clock set state = 'SUSPENDED', running_since = null, paused_at = '2026-10-15'");
    assertThat(task().dueAt()).as("we wait for somebody else").isNull();

    run("update sla_clock set state = 'RUNNING', running_since = '2026-10-16'");
    assertThat(task().dueAt()).isEqualTo("2026-11-02T16:00:00Z");

    run("update sla_clock set state = 'MET', running_since = null, ended_at = '2026-10-16'");
    assertThat(task().dueAt()).isNull();
    assertThat(task().version()).as("a date that moves is nobody's change of the task").isZero();
  }

  @Test
  void aTaskIsAsUrgentAsTheOneBeforeIt() {
    item("first", null, "priority=1");
    item("second", null, "");

    assertThat(list.page(sorted(Order.PRIORITY), null, 5, LOTTE).lines())
        .extracting(WorkItems.Line::priority)
        .containsExactly(Priority.HIGH, Priority.HIGH);
  }
}
