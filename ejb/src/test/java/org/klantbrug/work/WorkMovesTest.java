package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.AtOnce;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.work.WantedWork.Whose;

/** Tasks change hands, many at once, and can be taken back for a moment. */
@OnDatabase
class WorkMovesTest {
  private static final Instant NOW = Instant.parse("2026-10-15T10:00:00Z");
  private static final Staff LOTTE = staff(1, "Lotte", Set.of());
  private static final Staff EMMA = staff(2, "Emma", Set.of());
  private static final Staff HUGO = staff(3, "Hugo", Set.of(Action.WORK_ASSIGN.code()));

  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(database, clock);
  private final WorkList list = new WorkList(database, clock, audit);
  private final WorkMoves moves = new WorkMoves(database, clock, audit);
  private final WorkUndo undo = new WorkUndo(database, clock, audit);

  private static Staff staff(long id, String name, Set<String> actions) {
    return new Staff(id, name, name, "nl", false, 1L, Set.of("adviser"), actions);
  }

  @BeforeEach
  void begin() {
    at(NOW);
    database.use(
        handle ->
            handle.execute(
                """
                insert into identity_team (name) values ('Balie'), ('Niemand');
                insert into identity_staff (login, full_name, team_id)
                values ('lotte', 'Lotte', 1), ('emma', 'Emma', 1), ('hugo', 'Hugo', 1), ('willem', 'Willem', null);
                insert into identity_staff_role values (1, 'adviser'), (2, 'adviser'), (3, 'adviser'), (4, 'finance');
                insert into work_item (kind, subject_kind, subject_id, subject_name, role_code, created_at)
                select 'k' || i, 'run', i, 'Ronde ' || i, 'adviser', '2026-10-01' from generate_series(1, 5) i"""));
  }

  private void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  private static Map<Long, Integer> tasks(long... ids) {
    var seen = new HashMap<Long, Integer>();
    for (var id : ids) {
      seen.put(id, 0);
    }
    return seen;
  }

  private List<String> inHandOf(Staff staff) {
    return list.page(WantedWork.of(Whose.HAND), null, 50, staff).lines().stream()
        .map(WorkItems.Line::kind)
        .toList();
  }

  private static String key(WorkMoves.Left left) {
    return left.why().key();
  }

  private long audited() {
    return database.<Long>with(
        handle ->
            handle
                .createQuery("select count(*) from audit_event where action = 'workMoved'")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void severalTasksAreGivenToAColleagueWithALineInTheLogForEach() {
    var outcome = moves.move(tasks(1, 2, 3), Move.toPerson(2, "Lotte is ziek"), HUGO);

    assertThat(outcome.count()).isEqualTo(3);
    assertThat(inHandOf(EMMA)).containsExactly("k1", "k2", "k3");
    assertThat(audited()).isEqualTo(3);
    assertThat(undo.find(outcome.id(), HUGO)).get().extracting(WorkUndo.Told::to).isEqualTo("Emma");
  }

  @Test
  void aTaskThatIsGivenToATeamWaitsForAllOfIt() {
    moves.move(tasks(1), Move.toPerson(1, "Eerst zelf"), HUGO);
    moves.move(Map.of(1L, 1), Move.toTeam(1, "Wie het eerst kan"), HUGO);

    assertThat(inHandOf(LOTTE)).isEmpty();
    assertThat(list.page(WantedWork.MINE, null, 50, LOTTE).lines())
        .filteredOn(line -> line.kind().equals("k1"))
        .singleElement()
        .extracting(WorkItems.Line::team)
        .isEqualTo("Balie");
  }

  @Test
  void whoHasNotTheRoleGetsNothingAndTheRestIsDone() {
    database.use(
        handle -> handle.execute("update work_item set role_code = 'finance' where id = 2"));

    var outcome = moves.move(tasks(1, 2), Move.toPerson(2, "Drukte"), HUGO);

    assertThat(outcome.count()).isEqualTo(1);
    assertThat(outcome.left())
        .extracting(WorkMovesTest::key)
        .containsExactly("work.left.other-role");
    assertThat(inHandOf(EMMA)).containsExactly("k1");
  }

  @Test
  void ofTwoAtOnceTheSecondHearsWhoWasFaster() {
    moves.moveOne(1, 0, Move.claim(null), EMMA);

    assertThatThrownBy(() -> moves.moveOne(1, 0, Move.claim(null), LOTTE))
        .asInstanceOf(InstanceOfAssertFactories.type(RuleBroken.class))
        .extracting(rule -> rule.textIn(Locale.ENGLISH))
        .asString()
        .startsWith("Emma was faster");
    assertThat(inHandOf(EMMA)).containsExactly("k1");
  }

  @Test
  void nobodyGivesAwayOrTakesWhatAColleagueHasUnlessTheyLead() {
    moves.moveOne(1, 0, Move.claim(null), EMMA);

    assertThat(moves.move(Map.of(1L, 1), Move.toPerson(1, "Voor mij"), LOTTE).left())
        .extracting(WorkMovesTest::key)
        .containsExactly("work.left.not-yours");
    assertThat(moves.move(Map.of(1L, 1), Move.release(null), LOTTE).left())
        .extracting(WorkMovesTest::key)
        .containsExactly("work.left.taken");
    assertThat(moves.move(Map.of(1L, 1), Move.release(null), HUGO).count()).isEqualTo(1);
  }

  @Test
  void aReasonIsNeededForMoreThanOneTaskAndForWhatOthersNotice() {
    assertThatThrownBy(() -> moves.move(tasks(1, 2), Move.claim(" "), LOTTE))
        .extracting("key")
        .isEqualTo("work.reason-missing");
    assertThatThrownBy(() -> moves.move(tasks(1), Move.urgent(Priority.HIGH, null), LOTTE))
        .extracting("key")
        .isEqualTo("work.reason-missing");
    assertThat(inHandOf(LOTTE)).isEmpty();
  }

  @Test
  void ofManyWhoTakeUpATaskInTheSameMomentOneHasIt() {
    var people = List.of(LOTTE, EMMA, HUGO);
    var turn = new AtomicInteger();

    var outcomes =
        AtOnce.outcomes(
            3, () -> moves.moveOne(1, 0, Move.claim(null), people.get(turn.getAndIncrement())));

    assertThat(outcomes).containsOnlyOnce("done").contains("work.left.taken");
    assertThat(audited()).isOne();
  }

  @Test
  void whatIsGivenWhileItIsTakenBackIsOneOrTheOther() {
    var given = moves.move(tasks(1, 2, 3), Move.toPerson(2, "Lotte is ziek"), HUGO);
    var turn = new AtomicInteger();

    AtOnce.outcomes(
        2,
        () -> {
          if (turn.getAndIncrement() == 0) {
            undo.undo(given.id(), HUGO);
          } else {
            moves.move(Map.of(1L, 1, 2L, 1), Move.toPerson(1, "Toch Lotte"), EMMA);
          }
        });

    assertThat(inHandOf(LOTTE).size()).isIn(0, 2);
    assertThat(inHandOf(EMMA)).isEmpty();
  }

  @Test
  void ofAllThatAListShowedOnlyWhatIsAsItWasShownMoves() {
    var shown =
        list.seen(WantedWork.MINE, 1_000, HUGO).stream()
            .collect(Collectors.toMap(WorkList.Seen::id, WorkList.Seen::version));
    moves.moveOne(1, 0, Move.claim(null), EMMA);
    database.use(
        handle ->
            handle.execute(
                "insert into work_item (kind, subject_kind, subject_id, role_code, created_at)"
                    + " values ('new', 'run', 6, 'adviser', '2026-10-02')"));

    var outcome = moves.move(shown, Move.toPerson(1, "Alles naar Lotte"), HUGO);

    assertThat(outcome.left()).extracting(WorkMovesTest::key).containsExactly("work.left.changed");
    assertThat(inHandOf(EMMA)).containsExactly("k1");
    assertThat(inHandOf(LOTTE)).containsExactly("k2", "k3", "k4", "k5");
  }

  @Test
  void whoGotATaskReadsFromWhomAndWhyAndWhatWasDoneWithItBefore() {
    var history = new WorkHistory(database);
    moves.moveOne(1, 0, Move.urgent(Priority.HIGH, "De klant belde weer"), LOTTE);
    moves.moveOne(1, 1, Move.toPerson(2, "Lotte is ziek"), HUGO);

    assertThat(list.page(WantedWork.of(Whose.HAND), null, 50, EMMA).lines())
        .singleElement()
        .extracting(WorkItems.Line::givenBy, WorkItems.Line::givenBecause)
        .containsExactly("Hugo", "Lotte is ziek");
    assertThat(history.of(1))
        .extracting(WorkHistory.Past::who, WorkHistory.Past::to, WorkHistory.Past::priority)
        .containsExactly(tuple("Hugo", "Emma", null), tuple("Lotte", null, Priority.HIGH));
    assertThat(audit.about("run", 1, 10))
        .extracting(Audit.Entry::purpose)
        .containsExactly("k1: GIVE Emma", "k1: PRIORITY HIGH");
  }

  @Test
  void whatWasTakenUpAfterItWasGivenBackIsFromNobody() {
    moves.moveOne(1, 0, Move.toPerson(2, "Lotte is ziek"), HUGO);
    moves.moveOne(1, 1, Move.release(null), EMMA);
    moves.moveOne(1, 2, Move.claim(null), LOTTE);

    assertThat(list.page(WantedWork.of(Whose.HAND), null, 50, LOTTE).lines())
        .singleElement()
        .extracting(WorkItems.Line::givenBy)
        .isNull();
  }

  @Test
  void whatIsTakenBackIsJustAsItWas() {
    moves.moveOne(1, 0, Move.claim(null), EMMA);
    moves.moveOne(2, 0, Move.toTeam(1, "Samen"), HUGO);
    var given = moves.move(Map.of(1L, 1, 2L, 1, 3L, 0), Move.toPerson(1, "Alles naar Lotte"), HUGO);
    assertThat(inHandOf(LOTTE)).hasSize(3);

    var back = undo.undo(given.id(), HUGO);

    assertThat(back.count()).isEqualTo(3);
    assertThat(inHandOf(LOTTE)).isEmpty();
    assertThat(inHandOf(EMMA)).containsExactly("k1");
    assertThat(list.page(WantedWork.MINE, null, 50, HUGO).lines())
        .filteredOn(line -> line.team() != null)
        .extracting(WorkItems.Line::kind)
        .containsExactly("k2");
  }

  @Test
  void whatSomebodyChangedSinceIsNotTakenBackAndSaysSo() {
    var given = moves.move(tasks(1, 2), Move.toPerson(2, "Naar Emma"), HUGO);
    moves.moveOne(1, 1, Move.toPerson(1, "Toch Lotte"), EMMA);

    var back = undo.undo(given.id(), HUGO);

    assertThat(back.count()).isEqualTo(1);
    assertThat(back.left())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.kind()).isEqualTo("k1");
              assertThat(key(left)).isEqualTo("work.left.changed-by");
            });
    assertThat(inHandOf(LOTTE)).containsExactly("k1");
    assertThat(inHandOf(EMMA)).isEmpty();
  }

  @Test
  void canBeTakenBackOnceInTimeAndByWhoDidItOnly() {
    var claimed = moves.moveOne(1, 0, Move.claim(null), LOTTE);
    assertThatThrownBy(() -> undo.undo(claimed, EMMA))
        .extracting("key")
        .isEqualTo("work.undo-too-late");

    at(NOW.plus(WorkUndo.TIME).plus(Duration.ofSeconds(6)));
    assertThat(undo.find(claimed, LOTTE)).isEmpty();
    assertThatThrownBy(() -> undo.undo(claimed, LOTTE))
        .extracting("key")
        .isEqualTo("work.undo-too-late");

    at(NOW.plusSeconds(9));
    undo.undo(claimed, LOTTE);
    assertThatThrownBy(() -> undo.undo(claimed, LOTTE))
        .extracting("key")
        .isEqualTo("work.undo-too-late");
    assertThat(inHandOf(LOTTE)).isEmpty();
  }
}
