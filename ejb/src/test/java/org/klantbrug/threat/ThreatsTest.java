package org.klantbrug.threat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.AtOnce;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;

/** From what a colleague saw to what it is. */
@OnDatabase
class ThreatsTest {
  private static final LocalDate TUESDAY = LocalDate.parse("2026-05-05");

  private final Duty house = new Duty(new Database(TestDatabase.fresh()));

  private void judge(long id, Judgement judgement, LocalDate again) {
    house.threats.judge(
        id, house.read(id).version(), judgement, "We keken ernaar", again, house.daan);
  }

  @Test
  void whoHasDutyIsCalledAtOnceAndHasAQuarterOfAnHour() {
    house.onDuty();

    var report = house.read(house.reported("Er gaat een filmpje rond"));

    assertThat(report.number()).isEqualTo("D2026-000001");
    assertThat(report.holder()).isEqualTo("daan");
    assertThat(report.dueAt()).isEqualTo(Duty.NIGHT.plus(Duration.ofMinutes(15)));
    assertThat(house.engine).containsExactly("threatTriage begins");
    assertThat(house.mails()).containsExactly("daan@ons.test THREAT_CALL");
  }

  @Test
  void theNextOneIsCalledAtNightTooUntilSomebodyJudges() {
    house.onDuty();
    var id = house.reported("Er gaat een filmpje rond");

    house.later(14);
    assertThat(house.hands).containsExactly("daan");
    house.later(1);
    house.later(5);
    assertThat(house.hands).containsExactly("daan", "hugo", "eva");
    assertThat(house.engine).contains("threatNotJudged");
    house.later(5);
    assertThat(house.hands).hasSize(3);
    house.later(55);
    assertThat(house.hands).containsExactly("daan", "hugo", "eva", "daan");

    judge(id, Judgement.FALSE_ALARM, null);
    house.later(600);
    assertThat(house.hands).hasSize(4);
    assertThat(house.list.events(id).stream().filter(each -> each.kind().equals("CALLED")))
        .hasSize(4);
  }

  @Test
  void whoTakesItUpHasTimeBeforeTheNextOneIsCalled() {
    house.onDuty();
    var id = house.reported("Er gaat een filmpje rond");
    house.later(15);

    house.threats.take(id, house.read(id).version(), house.daan);
    house.later(14);
    assertThat(house.hands).containsExactly("daan", "hugo", "daan");
    house.later(1);
    assertThat(house.hands).endsWith("eva");
  }

  @Test
  void withoutAnybodyOnDutyAllWhoLeadAreCalled() {
    var report = house.read(house.reported("Er gaat een filmpje rond"));

    assertThat(report.holder()).isEqualTo("eva");
    assertThat(house.roster.now()).isEmpty();
    assertThat(house.roster.holes()).hasSize(1);
    assertThat(house.mails()).containsExactly("eva@ons.test THREAT_CALL");
  }

  @Test
  void whoReportedAFalseAlarmIsThankedWithTheReason() {
    house.onDuty();
    var id = house.reported("Er gaat een filmpje rond");
    assertThat(house.list.news(house.lotte)).isEmpty();

    judge(id, Judgement.FALSE_ALARM, null);

    var news = house.list.news(house.lotte);
    assertThat(news).hasSize(1);
    assertThat(news.get(0).reason()).isEqualTo("We keken ernaar");
    assertThat(house.mails()).endsWith("lotte@ons.test THREAT_ANSWER");
    house.threats.seen(id, house.lotte);
    assertThat(house.list.news(house.lotte)).isEmpty();
  }

  @Test
  void whatIsWatchedComesBackByItselfOnItsDay() {
    house.onDuty();
    var id = house.reported("Er gaat een filmpje rond");

    judge(id, Judgement.WATCH, TUESDAY);
    house.later(24 * 60);
    assertThat(house.read(id).state()).isEqualTo(State.WATCH);
    house.later(5 * 60);

    assertThat(house.read(id).state()).isEqualTo(State.OPEN);
    assertThat(house.hands).containsExactly("daan", "daan");
    assertThat(house.engine)
        .containsExactly("threatTriage begins", "judgeThreat: watch", "threatLookedAtAgain");
  }

  @Test
  void aDayToLookAgainIsNeededAndComesAfterToday() {
    var id = house.reported("Er gaat een filmpje rond");

    assertThatThrownBy(() -> judge(id, Judgement.WATCH, null)).isInstanceOf(RuleBroken.class);
    assertThatThrownBy(() -> judge(id, Judgement.WATCH, LocalDate.parse("2026-05-04")))
        .hasMessageContaining("after today");
  }

  @Test
  void aCrisisIsTold() {
    var id = house.reported("Er gaat een filmpje rond");

    judge(id, Judgement.CRISIS, null);

    assertThat(house.judged)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.judgement()).isEqualTo(Judgement.CRISIS);
              assertThat(event.report().state()).isEqualTo(State.CRISIS);
              assertThat(event.report().reason()).isEqualTo("We keken ernaar");
            });
  }

  @Test
  void ofTwoWhoJudgeAtOnceOneDoesAndTheOtherReadsWhy() {
    var id = house.reported("Er gaat een filmpje rond");
    var version = house.read(id).version();
    var who = new AtomicInteger();

    var outcomes =
        AtOnce.outcomes(
            2,
            () ->
                house.threats.judge(
                    id,
                    version,
                    Judgement.FALSE_ALARM,
                    "Ik keek ernaar",
                    null,
                    who.getAndIncrement() == 0 ? house.daan : house.hugo));

    assertThat(outcomes).containsExactlyInAnyOrder("done", "threat.judged-meanwhile.FALSE_ALARM");
    assertThat(house.judged).hasSize(1);
    assertThatThrownBy(
            () -> house.threats.judge(id, version, Judgement.CRISIS, "Toch niet", null, house.eva))
        .isInstanceOf(ChangedMeanwhile.class)
        .hasMessageContaining("Ik keek ernaar");
  }

  @Test
  void reportsOfOneMatterAreJudgedTogetherAndAllWhoReportedHear() {
    house.onDuty();
    var first = house.reported("Er gaat een filmpje rond");
    var second =
        house.threats.report(
            new NewThreat(
                "x", Source.CUSTOMER, 3, "Een klant zag een filmpje", null, null, null, null),
            house.hugo);

    house.threats.join(
        second,
        house.read(first).version(),
        house.read(first).number(),
        "Zelfde filmpje",
        house.daan);
    assertThat(house.read(first).severity()).isEqualTo(3);
    judge(first, Judgement.FALSE_ALARM, null);

    assertThat(house.list.joinedTo(first)).hasSize(1);
    assertThat(house.list.news(house.hugo).get(0).state()).isEqualTo(State.FALSE_ALARM);
    assertThat(house.mails())
        .contains("lotte@ons.test THREAT_ANSWER", "hugo@ons.test THREAT_ANSWER");
  }

  @Test
  void whoseReportIsJoinedToOneThatWasJudgedHearsAtOnceWhatCameOfIt() {
    var first = house.reported("Er gaat een filmpje rond");
    judge(first, Judgement.CRISIS, null);
    var second = house.threats.report(Duty.seen("x", "Een klant zag een filmpje"), house.hugo);

    join(second, first);

    assertThat(house.mails()).endsWith("hugo@ons.test THREAT_ANSWER");
    assertThat(house.list.news(house.hugo))
        .singleElement()
        .satisfies(news -> assertThat(news.state()).isEqualTo(State.CRISIS));
  }

  @Test
  void whoseReportIsJoinedToOneThatWaitsHearsWhenThatIsJudged() {
    var first = house.reported("Er gaat een filmpje rond");
    var second = house.threats.report(Duty.seen("x", "Een klant zag een filmpje"), house.hugo);

    join(second, first);

    assertThat(house.mails()).noneMatch(each -> each.endsWith("THREAT_ANSWER"));
  }

  @Test
  void ofTwoReportsThatAreJoinedToEachOtherAtOnceOneIs() {
    var one = house.reported("Er gaat een filmpje rond");
    var other = house.reported("Nog een filmpje");
    var who = new AtomicInteger();

    var outcomes =
        AtOnce.outcomes(
            2,
            () -> {
              if (who.getAndIncrement() == 0) {
                joinRead(one, other);
              } else {
                joinRead(other, one);
              }
            });

    assertThat(outcomes).containsExactlyInAnyOrder("done", "threat.changed-meanwhile");
  }

  /** As they were when they were reported and somebody was called. */
  private void joinRead(long id, long to) {
    house.threats.join(id, 2, "D2026-00000" + to, "Zelfde filmpje", house.daan);
  }

  private void join(long id, long to) {
    house.threats.join(
        id, house.any(id).version(), house.any(to).number(), "Zelfde filmpje", house.daan);
  }

  @Test
  void whatIsSentTwiceIsOneReport() {
    var seen = Duty.seen("form-1", "Er gaat een filmpje rond");

    var first = house.threats.report(seen, house.lotte);

    assertThat(house.threats.report(seen, house.lotte)).isEqualTo(first);
    assertThat(house.engine).hasSize(1);
  }

  @Test
  void whatIsMissingIsAskedFor() {
    assertThatThrownBy(
            () ->
                house.threats.report(
                    new NewThreat("k", null, 2, "Iets", null, null, null, null), house.lotte))
        .hasMessageContaining("where it comes from");
    assertThatThrownBy(() -> house.reported(" ")).hasMessageContaining("saw or heard");
  }

  @Test
  void twoPeopleNeverHaveDutyAtOnceAndHolesAreShown() {
    house.onDuty();

    assertThatThrownBy(
            () ->
                house.roster.give(
                    house.hugo.id(),
                    null,
                    Duty.NIGHT.plus(Duration.ofDays(1)),
                    Duty.NIGHT.plus(Duration.ofDays(3)),
                    house.eva))
        .hasMessageContaining("already");
    house.roster.give(
        house.hugo.id(),
        null,
        Duty.NIGHT.plus(Duration.ofDays(3)),
        Duty.NIGHT.plus(Duration.ofDays(40)),
        house.eva);

    assertThat(house.roster.holes())
        .containsExactly(
            new DutyRoster.Hole(
                Duty.NIGHT.plus(Duration.ofDays(2)), Duty.NIGHT.plus(Duration.ofDays(3))));
  }

  @Test
  void figuresSayHowLongItTook() {
    house.onDuty();
    var id = house.reported("Er gaat een filmpje rond");
    house.later(10);
    judge(id, Judgement.FALSE_ALARM, null);
    house.reported("Nog een filmpje");
    house.later(16);

    var figures = house.list.figures();

    assertThat(figures.toJudge()).isEqualTo(10);
    assertThat(figures.share()).isEqualTo(1);
    assertThat(figures.open()).isEqualTo(1);
    assertThat(figures.late()).isEqualTo(1);
  }
}
