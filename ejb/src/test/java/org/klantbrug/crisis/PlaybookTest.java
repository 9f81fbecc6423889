package org.klantbrug.crisis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.OnDatabase;

/** From a scenario that was written beforehand to steps that are done by the clock. */
@OnDatabase
class PlaybookTest {
  private final PlaybookFixture in = new PlaybookFixture();

  private PlaybookStep step(int place) {
    return in.playbook.steps(in.crisis).stream()
        .filter(each -> each.place() == place)
        .findFirst()
        .orElseThrow();
  }

  private ScenarioParts.Step byHand(String what, int minutes) {
    return new ScenarioParts.Step(
        0, 1, new BothLanguages(what, ""), "finance", null, null, minutes, true);
  }

  private List<String> missing() {
    return in.database.with(handle -> in.playbook.missing(handle, in.crisis));
  }

  @Test
  void theStepsOfAScenarioBecomeTasksThatCountFromTheDeclaration() {
    in.at(Duration.ofMinutes(40));

    var many = in.playbook.choose(in.crisis, in.shipped("DOUBLE_DEBIT").id(), in.lead);

    assertThat(many).isEqualTo(8);
    assertThat(in.work).hasSize(8).containsOnly("doCrisisStep");
    assertThat(step(1).dueAt()).isEqualTo(PlaybookFixture.DECLARED.plus(Duration.ofMinutes(15)));
    assertThat(step(1).isLate(in.clock.now())).isTrue();
    assertThat(step(1).minutesLate(in.clock.now())).isEqualTo(25);
    assertThat(in.logged()).containsExactly("SCENARIO_CHOSEN");
    assertThatThrownBy(
            () -> in.playbook.choose(in.crisis, in.shipped("DOUBLE_DEBIT").id(), in.lead))
        .hasMessageContaining("chosen before");
  }

  @Test
  void theStepsOfALaterScenarioCountFromItsChoice() {
    in.playbook.choose(in.crisis, in.shipped("DOUBLE_DEBIT").id(), in.lead);
    in.at(Duration.ofHours(3));

    in.playbook.choose(in.crisis, in.shipped("TELEVISION").id(), in.lead);

    assertThat(in.playbook.steps(in.crisis))
        .filteredOn(each -> each.scenario().en().contains("television"))
        .allMatch(each -> each.dueAt().isAfter(in.clock.now()));
  }

  @Test
  void whatMustBeShownIsNotDoneWithoutSomethingThatShowsIt() {
    in.playbook.choose(in.crisis, in.shipped("DOUBLE_DEBIT").id(), in.lead);
    var bank = step(1);
    assertThatThrownBy(() -> in.playbook.done(bank.id(), 0, " ", in.finance))
        .hasMessageContaining("must show");

    in.at(Duration.ofMinutes(10));
    in.playbook.done(bank.id(), 0, "De bank houdt de batch tegen tot 23:00", in.finance);

    assertThat(step(1).state()).isEqualTo(PlaybookStep.State.DONE);
    assertThat(step(1).isLate(in.clock.now())).isFalse();
    assertThat(in.work).contains("doCrisisStep: done");
    assertThat(in.log.of(in.crisis).get(0).text()).contains("tot 23:00");
    assertThatThrownBy(() -> in.playbook.done(bank.id(), 0, "Nog eens", in.finance))
        .isInstanceOf(ChangedMeanwhile.class);
  }

  @Test
  void whatIsOfAnotherRoleIsDoneByWhoWorksOnTheCrisisAndByNobodyElse() {
    in.playbook.choose(in.crisis, in.shipped("DOUBLE_DEBIT").id(), in.lead);
    var hold = step(2);
    assertThatThrownBy(() -> in.playbook.done(hold.id(), 0, null, in.finance))
        .isInstanceOf(NotAllowed.class);

    in.playbook.done(hold.id(), 0, null, in.lead);

    assertThat(step(2).endedBy()).isEqualTo("Ilse");
  }

  @Test
  void aStepThatDoesNotApplySaysWhyAndIsNotLate() {
    in.playbook.choose(in.crisis, in.shipped("DOUBLE_DEBIT").id(), in.lead);
    in.at(Duration.ofDays(3));
    assertThatThrownBy(() -> in.playbook.notApplicable(step(2).id(), 0, "", in.lead))
        .hasMessageContaining("why");

    in.playbook.notApplicable(step(2).id(), 0, "Er loopt geen golf", in.lead);

    assertThat(step(2).isLate(in.clock.now())).isFalse();
    assertThat(in.logged()).endsWith("STEP_NOT_APPLICABLE");
  }

  @Test
  void givenToSomebodyAStepIsOnHisList() {
    var id = in.playbook.add(in.crisis, byHand("Bel de drukker", 30), in.lead);
    in.work.clear();

    in.playbook.give(id, 0, in.finance.id(), in.lead);

    assertThat(in.work).containsExactly("withdrawn", "doCrisisStep of " + in.finance.id());
    assertThat(in.playbook.read(id).what().en()).isEqualTo("Bel de drukker");
  }

  @Test
  void aStepByHandCountsFromNowAndHasARoleThatDoesTasks() {
    in.at(Duration.ofHours(5));

    var id = in.playbook.add(in.crisis, byHand("Bel de drukker", 30), in.lead);

    assertThat(in.playbook.read(id).dueAt()).isEqualTo(in.clock.now().plusSeconds(1800));
    assertThatThrownBy(
            () ->
                in.playbook.add(
                    in.crisis,
                    new ScenarioParts.Step(
                        0, 1, new BothLanguages("x", "x"), "nobody", null, null, 5, false),
                    in.lead))
        .hasMessageContaining("role");
  }

  @Test
  void nothingIsChosenForACrisisThatDoesNotRun() {
    in.sql("update crisis_crisis set state = 'CLOSED'");

    assertThatThrownBy(
            () -> in.playbook.choose(in.crisis, in.shipped("DOUBLE_DEBIT").id(), in.lead))
        .hasMessageContaining("C-2026-0001");
  }

  @Test
  void aCrisisIsNotClosedWhileStepsAreOpen() {
    var id = in.playbook.add(in.crisis, byHand("Bel de drukker", 30), in.lead);
    assertThat(missing()).containsExactly("STEPS_OPEN");

    in.playbook.notApplicable(id, 0, "De drukker belde zelf", in.lead);

    assertThat(missing()).isEmpty();
  }
}
