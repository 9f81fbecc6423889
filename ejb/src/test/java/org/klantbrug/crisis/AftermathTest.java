package org.klantbrug.crisis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.OnDatabase;

/** How a crisis stands by the clock, who is on for it, and what is learnt when it is over. */
@OnDatabase
class AftermathTest {
  private static final LocalDate IN_JUNE = LocalDate.parse("2026-06-01");

  private final PlaybookFixture in = new PlaybookFixture();
  private final Staff daan = in.person("daan", "crisisMember", Action.CRISIS_WORK);

  private static SituationReports.Words words(Instant nextAt) {
    return new SituationReports.Words(
        "800 klanten", "Waarom", "Wie op 14 mei betaalt", "Bank gebeld", "Lijst maken", nextAt);
  }

  private void standDown() {
    in.sql(
        "update crisis_crisis set state = 'STOOD_DOWN', stood_down_by = lead_id, stood_down_at = decided_at");
    in.database.use(
        handle ->
            in.evaluations.onStoodDown(
                new CrisisStoodDown(handle, CrisisRows.read(handle, in.crisis))));
  }

  private List<String> missing() {
    return in.database.with(handle -> in.evaluations.missing(handle, in.crisis));
  }

  // ---------------------------------------------------------------- how it stands
  @Test
  void aReportIsWrittenByTheRhythmOfItsLevelAndSaysWhenTheNextComes() {
    in.at(Duration.ofMinutes(70));

    var report = in.reports.read(in.reports.write(in.crisis, words(null), daan));

    assertThat(report.no()).isEqualTo(1);
    assertThat(report.dueAt()).isEqualTo(PlaybookFixture.DECLARED.plus(Duration.ofMinutes(75)));
    assertThat(report.isLate()).isFalse();
    assertThat(report.nextAt()).isEqualTo(in.clock.now().plus(Duration.ofHours(1)));
    assertThat(in.work).containsExactly("writeSituationReport: written");
    assertThat(in.logged()).containsExactly("SITUATION");
  }

  @Test
  void aReportThatComesTooLateSaysByHowMuch() {
    in.reports.write(in.crisis, words(null), daan);
    in.at(Duration.ofMinutes(80));

    var report = in.reports.read(in.reports.write(in.crisis, words(null), daan));

    assertThat(report.isLate()).isTrue();
    assertThat(report.minutesLate()).isEqualTo(5);
    assertThat(in.reports.of(in.crisis)).extracting(SituationReport::no).containsExactly(2, 1);
  }

  @Test
  void aReportLeavesNoFieldOpenAndPutsTheNextOneOffForNoLongerThanADay() {
    var open = new SituationReports.Words("800 klanten", " ", "x", "x", "x", null);
    assertThatThrownBy(() -> in.reports.write(in.crisis, open, daan))
        .hasMessageContaining("every field");
    var later = in.clock.now().plus(Duration.ofHours(25));
    assertThatThrownBy(() -> in.reports.write(in.crisis, words(later), daan))
        .hasMessageContaining("within a day");
  }

  @Test
  void aReportKeepsWhatWasCountedWhenItWasWritten() {
    in.playbook.choose(in.crisis, in.shipped("DOUBLE_DEBIT").id(), in.lead);
    in.at(Duration.ofMinutes(20));

    var report = in.reports.read(in.reports.write(in.crisis, words(null), daan));

    assertThat(report.figures().stepsLate()).isEqualTo(2);
  }

  @Test
  void howOftenIsSetOnceOfTwo() {
    var worst = in.reports.rhythms().get(0);
    in.reports.set(new SituationReports.Rhythm(3, 30, 10, worst.version()), in.lead);

    assertThat(in.reports.rhythms().get(0).minutes()).isEqualTo(30);
    assertThatThrownBy(
            () -> in.reports.set(new SituationReports.Rhythm(3, 45, 10, worst.version()), daan))
        .isInstanceOf(ChangedMeanwhile.class);
  }

  private int minutes() {
    return in.database.with(handle -> CrisisRows.read(handle, in.crisis)).reportMinutes();
  }

  @Test
  void theRhythmThatTheLeadSetOutlivesReportsAndWhatIsSetForTheLevel() {
    var worst = in.reports.rhythms().get(0);
    new CrisisRoom(in.database, in.clock, in.log, new CrisisWork(null, in.items, in.clock))
        .reportEvery(in.crisis, 30, in.lead);

    var report = in.reports.read(in.reports.write(in.crisis, words(null), daan));
    in.reports.set(new SituationReports.Rhythm(3, 45, 10, worst.version()), in.lead);

    assertThat(report.nextAt()).isEqualTo(in.clock.now().plus(Duration.ofMinutes(30)));
    assertThat(minutes()).isEqualTo(30);
  }

  @Test
  void aCrisisWhoseLeadSetNoRhythmFollowsItsLevel() {
    var worst = in.reports.rhythms().get(0);

    in.reports.set(new SituationReports.Rhythm(3, 45, 10, worst.version()), in.lead);

    assertThat(minutes()).isEqualTo(45);
  }

  // ---------------------------------------------------------------- shifts
  @Test
  void whoHandsOverIsOnUntilHisSuccessorReadIt() {
    in.shifts.handOver(in.crisis, Handover.Post.LOG, in.lead.id(), "Logboek loopt", in.lead);
    var id =
        in.shifts.handOver(in.crisis, Handover.Post.LOG, daan.id(), "Wacht op de bank", in.lead);
    assertThat(in.shifts.onDuty(in.crisis))
        .filteredOn(each -> each.post() == Handover.Post.LOG)
        .extracting(Shifts.OnDuty::name)
        .containsExactly("Ilse");
    assertThat(in.work).containsExactly("receiveHandover of " + daan.id());
    assertThatThrownBy(() -> in.shifts.receive(id, in.lead)).hasMessageContaining("Daan");

    in.at(Duration.ofHours(8));
    in.shifts.receive(id, daan);

    assertThat(in.shifts.onDuty(in.crisis))
        .filteredOn(each -> each.post() == Handover.Post.LOG)
        .extracting(Shifts.OnDuty::name)
        .containsExactly("Daan");
    assertThatThrownBy(() -> in.shifts.receive(id, daan)).isInstanceOf(ChangedMeanwhile.class);
  }

  @Test
  void whoLeadsChangesWithTheHandOver() {
    var piet = in.person("piet", "crisisLead", Action.CRISIS_WORK, Action.CRISIS_LEAD);
    assertThatThrownBy(
            () ->
                in.shifts.handOver(in.crisis, Handover.Post.LEAD, daan.id(), "Neem over", in.lead))
        .hasMessageContaining("may do this");
    assertThatThrownBy(
            () -> in.shifts.handOver(in.crisis, Handover.Post.LEAD, piet.id(), "Neem over", daan))
        .isInstanceOf(NotAllowed.class);

    var id = in.shifts.handOver(in.crisis, Handover.Post.LEAD, piet.id(), "Neem over", in.lead);
    in.shifts.receive(id, piet);

    assertThat(in.number("select lead_id from crisis_crisis")).isEqualTo(piet.id());
    assertThat(in.logged()).containsExactly("SHIFT_HANDED", "SHIFT_RECEIVED");
  }

  @Test
  void oneHandOverWaitsAtATimeAndCanBeTakenBack() {
    var id = in.shifts.handOver(in.crisis, Handover.Post.WORDS, daan.id(), "Niets zeggen", in.lead);
    assertThatThrownBy(
            () ->
                in.shifts.handOver(in.crisis, Handover.Post.WORDS, daan.id(), "Nog eens", in.lead))
        .hasMessageContaining("waits");

    in.shifts.withdraw(id, in.lead);

    assertThat(in.work).contains("withdrawn");
    assertThatThrownBy(() -> in.shifts.receive(id, daan)).isInstanceOf(ChangedMeanwhile.class);
  }

  // ---------------------------------------------------------------- what is learnt
  @Test
  void aCrisisIsNotClosedBeforeItIsEvaluatedWithAnActionOrWithWhyNoneIsNeeded() {
    standDown();
    assertThat(missing()).containsExactly("EVALUATION", "ACTIONS");
    assertThat(in.evaluations.find(in.crisis).orElseThrow().dueOn())
        .isEqualTo(in.clock.today().plusWeeks(2));

    in.evaluations.write(
        in.crisis,
        0,
        new Evaluations.Wish("De bank was snel", "Te laat gemerkt", "Geen controle", " "),
        daan);
    assertThat(missing()).containsExactly("ACTIONS");
    in.evaluations.write(
        in.crisis,
        1,
        new Evaluations.Wish("De bank was snel", "Te laat", "Geen controle", "Komt niet meer voor"),
        daan);

    assertThat(missing()).isEmpty();
  }

  @Test
  void anActionIsATaskOfItsOwnerAndEndsWithWhatCameOfIt() {
    assertThatThrownBy(
            () -> in.evaluations.add(in.crisis, "Controle bouwen", daan.id(), IN_JUNE, daan))
        .hasMessageContaining("C-2026-0001");
    standDown();
    var id = in.evaluations.add(in.crisis, "Controle bouwen", in.finance.id(), IN_JUNE, daan);
    assertThat(in.work).contains("doCrisisAction of " + in.finance.id());
    var adviser = in.person("anne", "adviser");
    assertThatThrownBy(() -> in.evaluations.end(id, 0, true, "Gedaan", adviser))
        .isInstanceOf(NotAllowed.class);

    in.evaluations.end(id, 0, true, "Draait sinds 20 mei", in.finance);

    assertThat(in.evaluations.action(id).state()).isEqualTo(LearntAction.State.DONE);
    assertThat(in.work).contains("doCrisisAction: done");
    assertThat(missing()).containsExactly("EVALUATION");
  }

  @Test
  void anActionBecomesAStepOfAScenarioOnceAndEitherLeadsToTheOther() {
    standDown();
    var writer = in.person("eva", "crisisLead", Action.CRISIS_WORK, Action.SCENARIO_WRITE);
    var scenario = in.shipped("DOUBLE_DEBIT");
    var id = in.evaluations.add(in.crisis, "Bel eerst de bank", daan.id(), IN_JUNE, daan);
    assertThatThrownBy(() -> in.learning.toScenario(id, scenario.id(), daan))
        .isInstanceOf(NotAllowed.class);

    in.learning.toScenario(id, scenario.id(), writer);

    assertThat(in.scenarios.parts(scenario.id()).steps().get(8).what().nl())
        .isEqualTo("Bel eerst de bank");
    assertThat(in.learning.behind(LearntAction.Target.SCENARIO, scenario.id()))
        .extracting(LearntAction::id)
        .containsExactly(id);
    assertThatThrownBy(() -> in.learning.toScenario(id, scenario.id(), writer))
        .hasMessageContaining("already");
  }

  @Test
  void whatOneCrisisTookIsCountedFromTheReportToItsEnd() {
    in.playbook.choose(in.crisis, in.shipped("DOUBLE_DEBIT").id(), in.lead);
    in.at(Duration.ofHours(1));
    in.reports.write(in.crisis, words(null), daan);

    var figures = in.figures.of(in.crisis);

    assertThat(figures.toDecide()).isEqualTo(60);
    assertThat(figures.toInform()).isNull();
    assertThat(figures.steps()).isEqualTo(8);
    assertThat(figures.stepsLate()).isEqualTo(2);
    assertThat(figures.reports()).isEqualTo(1);
    assertThat(in.figures.all()).containsExactly(figures);
  }
}
