package org.klantbrug.crisis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.Hold;
import org.klantbrug.outbound.BulkBrake;
import org.klantbrug.shared.AtOnce;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.OnDatabase;

/** From a doubt to the end of a crisis, and what stands still meanwhile. */
@OnDatabase
class CrisesTest {
  private final CrisisFixture in = new CrisisFixture();

  private Declaration serious() {
    return new Declaration(3, in.karin.id(), "Honderden klanten");
  }

  private boolean mailToManyGoes() {
    return in.database.with(BulkBrake::mayGo);
  }

  private void letGo(long id) {
    in.crisisBrakes
        .of(id)
        .forEach(hold -> in.crisisBrakes.release(id, hold.id(), "Voorbij", in.karin));
  }

  private void begin(long merger) {
    in.database.use(handle -> Brakes.refuseWhileHeld(handle, merger));
  }

  @Test
  void whatIsProposedWaitsForADecisionAndHoldsNothing() {
    var merger = in.merger("Zuiderwind", "RUNNING");

    var id = in.proposed();

    assertThat(in.crises.of(id).number()).isEqualTo("C-2026-0001");
    assertThat(in.crises.of(id).state()).isEqualTo(Crisis.State.CANDIDATE);
    assertThat(in.asked).containsExactly("crisisResponse");
    assertThat(mailToManyGoes()).isTrue();
    begin(merger);
  }

  @Test
  void declaredItHoldsWavesOfEachMergerUnderWayAndMailToManyAtOnce() {
    var running = in.merger("Zuiderwind", "RUNNING");
    var ready = in.merger("Noordzon", "READY");
    var signed = in.merger("Oudewater", "SIGNED");
    var id = in.proposed();

    in.crises.declare(id, serious(), in.karin);

    assertThat(mailToManyGoes()).isFalse();
    assertThatThrownBy(() -> begin(running)).hasMessageContaining("C-2026-0001 Dubbele incasso");
    assertThatThrownBy(() -> begin(ready)).hasMessageContaining("Honderden klanten");
    begin(signed);
    assertThat(in.declared).extracting(Crisis::state).containsExactly(Crisis.State.DECLARED);
    assertThat(in.crises.running()).extracting(Crisis::id).containsExactly(id);
  }

  /** As if the server had been killed: nothing of it is there. */
  @Test
  void whatCannotBeDoneWhileItIsDeclaredLeavesNothingBehind() {
    var merger = in.merger("Zuiderwind", "RUNNING");
    var id = in.proposed();
    var refusing =
        in.crises(
            event -> {
              throw new IllegalStateException("Killed");
            });

    assertThatThrownBy(() -> refusing.declare(id, serious(), in.karin)).hasMessage("Killed");

    assertThat(in.crises.of(id).state()).isEqualTo(Crisis.State.CANDIDATE);
    assertThat(in.crisisBrakes.of(id)).isEmpty();
    assertThat(in.log.of(id)).extracting(CrisisLog.Entry::kind).containsExactly("PROPOSED");
    begin(merger);
  }

  @Test
  void anExerciseHoldsNothing() {
    var merger = in.merger("Zuiderwind", "RUNNING");
    var id =
        in.crises.propose(new NewCrisis("Oefening", "Stel dat het misgaat", null, true), in.daan);

    in.crises.declare(id, serious(), in.karin);

    assertThat(in.crisisBrakes.of(id)).isEmpty();
    assertThat(mailToManyGoes()).isTrue();
    begin(merger);
  }

  @Test
  void ofTwoWhoDecideAtOnceTheSecondHearsWhoWasFirstAndWhy() {
    var id = in.proposed();

    var outcomes = AtOnce.outcomes(2, () -> in.crises.declare(id, serious(), in.karin));

    assertThat(outcomes).containsExactlyInAnyOrder("done", "crisis.decided-already");
    assertThatThrownBy(() -> in.crises.reject(id, "Het was niets", in.piet))
        .isInstanceOf(ChangedMeanwhile.class)
        .hasMessageContaining("Karin decided on C-2026-0001 before you: declared")
        .hasMessageContaining("Honderden klanten");
  }

  @Test
  void whatIsNoCrisisIsRejectedWithAReason() {
    var id = in.proposed();
    assertThatThrownBy(() -> in.crises.reject(id, " ", in.karin)).hasMessageContaining("why");

    in.crises.reject(id, "Eén klant", in.karin);

    assertThat(in.crises.of(id).decidedWhy()).isEqualTo("Eén klant");
    assertThat(in.asked).contains("decideCrisis: rejected");
    assertThat(mailToManyGoes()).isTrue();
  }

  @Test
  void standingDownLetsNothingGoButAPersonDoesStepByStep() {
    var merger = in.merger("Zuiderwind", "RUNNING");
    var id = in.running();

    in.crises.standDown(id, "Opgelost", in.karin);

    assertThatThrownBy(() -> begin(merger)).hasMessageContaining("crisis");
    assertThat(mailToManyGoes()).isFalse();
    var holds = in.crisisBrakes.of(id);
    assertThat(holds).extracting(Hold::subjectKind).containsExactly("messages", "merger");

    in.crisisBrakes.release(id, holds.get(1).id(), "Golven kunnen", in.karin);
    begin(merger);
    assertThat(mailToManyGoes()).isFalse();

    in.crisisBrakes.release(id, holds.get(0).id(), "Mail kan", in.karin);
    assertThat(mailToManyGoes()).isTrue();
    assertThatThrownBy(() -> in.crisisBrakes.release(id, holds.get(0).id(), "Nog eens", in.karin))
        .hasMessageContaining("already");
  }

  @Test
  void whatAPersonHoldsAndWhatACrisisHoldsStandBesideEachOther() {
    var merger = in.merger("Zuiderwind", "RUNNING");
    in.brakes.hold(merger, "Zuiderwind", "Zelf gezien", in.piet);
    var id = in.running();

    in.brakes.release(merger, "Weer goed", in.piet);
    assertThatThrownBy(() -> begin(merger)).hasMessageContaining("C-2026-0001");

    in.brakes.hold(merger, "Zuiderwind", "Toch niet", in.piet);
    in.crisisBrakes
        .of(id)
        .forEach(hold -> in.crisisBrakes.release(id, hold.id(), "Voorbij", in.karin));
    assertThatThrownBy(() -> begin(merger)).hasMessageContaining("Toch niet");
  }

  @Test
  void oneCrisisLetsNothingGoThatAnotherHolds() {
    var merger = in.merger("Zuiderwind", "RUNNING");
    var one = in.running();
    var other = in.running();

    in.crisisBrakes
        .of(one)
        .forEach(hold -> in.crisisBrakes.release(one, hold.id(), "Voorbij", in.karin));

    assertThatThrownBy(() -> begin(merger)).hasMessageContaining(in.crises.of(other).number());
    assertThat(mailToManyGoes()).isFalse();
  }

  @Test
  void itIsClosedOnlyAfterItWasStoodDownAndNothingIsMissing() {
    var id = in.running();
    assertThatThrownBy(() -> in.crises.close(id, "Eerder bellen", in.karin))
        .hasMessageContaining("Stand C-2026-0001 down");
    in.crises.standDown(id, "Opgelost", in.karin);
    letGo(id);
    in.missing.add("evaluation");
    assertThatThrownBy(() -> in.crises.close(id, "Eerder bellen", in.karin))
        .hasMessageContaining("one thing is missing");

    in.missing.clear();
    in.crises.close(id, "Eerder bellen", in.karin);

    assertThat(in.crises.of(id).state()).isEqualTo(Crisis.State.CLOSED);
    assertThat(in.asked).contains("leadCrisis: stoodDown", "evaluateCrisis: evaluated");
    assertThatThrownBy(() -> in.room.write(id, CrisisLog.Kind.FACT, "Te laat", in.daan))
        .hasMessageContaining("over");
  }

  @Test
  void itIsNotClosedWhileWavesOrMailToManyStandStillForIt() {
    in.merger("Zuiderwind", "RUNNING");
    var id = in.running();
    in.crises.standDown(id, "Opgelost", in.karin);
    assertThat(in.crises.missing(id)).containsExactly("HOLDS_ON");
    assertThatThrownBy(() -> in.crises.close(id, "Eerder bellen", in.karin))
        .hasMessageContaining("one thing is missing");

    letGo(id);
    in.crises.close(id, "Eerder bellen", in.karin);
    assertThat(in.crises.of(id).state()).isEqualTo(Crisis.State.CLOSED);
  }

  @Test
  void anotherLevelAsksSomebodyToLookAgain() {
    var id = in.running();
    assertThatThrownBy(() -> in.crises.scale(id, 2, "Zelfde", in.karin))
        .hasMessageContaining("already");

    in.crises.scale(id, 3, "Ook de krant", in.karin);
    in.crises.scale(id, 1, "Minder", in.karin);

    assertThat(in.crises.of(id).level()).isEqualTo(1);
    assertThat(in.asked).contains("scaleUp", "scaleDown");
    assertThat(in.log.of(id))
        .extracting(CrisisLog.Entry::kind)
        .containsExactly("SCALED_DOWN", "SCALED_UP", "DECLARED", "PROPOSED");
  }

  @Test
  void atAWorseLevelTheNextReportComesSoonerAndAtALesserOneNotLater() {
    var id = in.running();

    in.crises.scale(id, 3, "Ook de krant", in.karin);
    assertThat(in.crises.of(id).reportMinutes()).isEqualTo(60);
    assertThat(in.crises.of(id).nextReportAt())
        .isEqualTo(CrisisFixture.MORNING.plus(Duration.ofHours(1)));

    in.crises.scale(id, 1, "Minder", in.karin);
    assertThat(in.crises.of(id).reportMinutes()).isEqualTo(240);
    assertThat(in.crises.of(id).nextReportAt())
        .isEqualTo(CrisisFixture.MORNING.plus(Duration.ofHours(1)));
  }

  @Test
  void whereTheLeadWantsReportsMoreOftenALevelMakesThemNoLessOften() {
    var id = in.running();
    in.room.reportEvery(id, 30, in.karin);

    in.crises.scale(id, 3, "Ook de krant", in.karin);

    assertThat(in.crises.of(id).reportMinutes()).isEqualTo(30);
  }

  @Test
  void aSituationReportIsAskedForWhenItsTimeHasCome() {
    var id = in.running();
    in.rhythm.look();
    assertThat(in.asked).doesNotContain("situationReportDue");

    in.at(CrisisFixture.MORNING.plus(Duration.ofHours(2)));
    in.rhythm.look();
    assertThat(in.asked).containsOnlyOnce("situationReportDue");

    in.room.write(id, CrisisLog.Kind.SITUATION, "Onder controle", in.daan);
    assertThat(in.asked).contains("writeSituationReport: written");
    assertThat(in.crises.of(id).nextReportAt())
        .isEqualTo(CrisisFixture.MORNING.plus(Duration.ofHours(4)));
  }

  @Test
  void aCrisisWhoseProcessIsGoneKeepsNoOtherFromBeingAskedForItsReport() {
    var first = in.running();
    in.at(CrisisFixture.MORNING.plus(Duration.ofMinutes(1)));
    var second = in.running();
    in.lost.add(in.crises.of(first).processInstance());

    in.at(CrisisFixture.MORNING.plus(Duration.ofHours(3)));
    in.rhythm.look();

    assertThat(in.asked).containsOnlyOnce("situationReportDue");
    assertThat(in.crises.of(second).nextReportAt()).isAfter(in.clock.now());
    assertThat(in.crises.of(first).nextReportAt()).as("tried again").isBefore(in.clock.now());
  }

  @Test
  void aThreatOfAMergerWithALongNameCanStillBecomeACrisis() {
    var name = ThreatCandidates.name("D-2026-0001", "Zuiderwind ".repeat(20));

    assertThat(NewCrisis.name(name)).startsWith("D-2026-0001 Zuiderwind").endsWith("…");
    assertThat(ThreatCandidates.name("D-2026-0001", "Zuiderwind"))
        .isEqualTo("D-2026-0001 Zuiderwind");
  }

  @Test
  void aNewFactIsPutBeforeWhoLeads() {
    var id = in.running();

    in.room.write(id, CrisisLog.Kind.FACT, "Het waren er duizend", in.daan);
    in.room.write(id, CrisisLog.Kind.DECISION, "Wij bellen allen", in.karin);

    assertThat(in.asked).containsOnlyOnce("newFact");
    assertThat(in.log.of(id).get(0).who()).isEqualTo("Karin");
  }

  @Test
  void whoIsAskedForTheTeamFindsItInHisHandsAndSaysThatHeIsThere() {
    var id = in.running();
    var lotte = in.person("lotte", "adviser");
    assertThatThrownBy(() -> in.team.add(id, lotte.id(), in.karin)).hasMessageContaining("may");

    in.team.add(id, in.daan.id(), in.karin);
    assertThat(in.asked).contains("joinCrisisTeam in hands of " + in.daan.id());
    assertThatThrownBy(() -> in.team.add(id, in.daan.id(), in.karin))
        .hasMessageContaining("already");
    in.team.join(id, in.daan);

    assertThat(in.team.of(id))
        .singleElement()
        .satisfies(member -> assertThat(member.joinedAt()).isEqualTo(CrisisFixture.MORNING));
    in.team.remove(id, in.daan.id(), in.karin);
    assertThat(in.team.of(id)).isEmpty();
  }

  @Test
  void whoNeverSaidThatHeIsThereIsAskedNoMoreWhenItIsOver() {
    var rejected = in.proposed();
    in.team.add(rejected, in.daan.id(), in.karin);
    in.crises.reject(rejected, "Eén klant", in.karin);
    assertThat(in.team.of(rejected)).isEmpty();
    assertThat(in.asked).containsOnlyOnce("crisis_member withdrawn");

    in.asked.clear();
    var id = in.running();
    in.team.add(id, in.daan.id(), in.karin);
    in.team.add(id, in.piet.id(), in.karin);
    in.team.join(id, in.piet);
    in.crises.standDown(id, "Opgelost", in.karin);
    assertThat(in.team.of(id)).extracting(CrisisTeam.Member::name).containsExactly("Piet");
    assertThat(in.asked).containsOnlyOnce("crisis_member withdrawn");

    in.asked.clear();
    letGo(id);
    in.team.add(id, in.daan.id(), in.karin);
    in.crises.close(id, "Eerder bellen", in.karin);
    assertThat(in.asked).containsOnlyOnce("crisis_member withdrawn");
  }

  @Test
  void whatItIsCalledCanBeMendedAndTheLogKeepsWhatItWasCalled() {
    var id = in.running();

    in.crises.rename(id, "Dubbele incasso na golf 3", in.karin);

    assertThat(in.crises.of(id).name()).isEqualTo("Dubbele incasso na golf 3");
    assertThat(in.log.of(id).get(0).text())
        .isEqualTo("Dubbele incasso → Dubbele incasso na golf 3");
  }

  @Test
  void theNewestBriefingHolds() {
    var id = in.running();
    in.room.brief(id, "Wij weten het", null, in.karin);
    in.room.brief(id, "Wij bellen u vandaag", "Geen oorzaak noemen", in.karin);

    assertThat(in.room.briefing(id))
        .hasValueSatisfying(
            said -> {
              assertThat(said.say()).isEqualTo("Wij bellen u vandaag");
              assertThat(said.notSay()).isEqualTo("Geen oorzaak noemen");
            });
  }

  @Test
  void whoWaitsForNewsHearsWhichLogsGrewAndOfWhat() {
    var id = in.running();
    var other = in.running();
    var seen = new HashMap<>(Map.of(id, 2L, other, 2L));
    assertThat(in.news.since(List.of(id, other), seen)).isEmpty();

    in.room.brief(id, "Wij weten het", null, in.karin);

    assertThat(in.news.since(List.of(id, other), seen))
        .containsOnly(Map.entry(id, new CrisisNews.Grown(3, List.of("BRIEFING"))));
  }

  @Test
  void theBandLooksAtMostOnceASecondAndAtOnceWhereItWasDeclared() {
    var seconds = new long[1];
    var running = new RunningCrises(in.crises, () -> Duration.ofSeconds(seconds[0]).toNanos());
    assertThat(running.now()).isEmpty();
    var id = in.running();
    assertThat(running.now()).isEmpty();

    running.onDeclared(null);
    assertThat(running.now()).extracting(Crisis::id).containsExactly(id);
    in.crises.standDown(id, "Opgelost", in.karin);
    seconds[0] = 2;

    assertThat(running.now()).isEmpty();
  }
}
