package org.klantbrug.crisis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.OnDatabase;

/** What can go wrong, written out before it does. */
@OnDatabase
class CrisisScenariosTest {
  private static final LocalDate IN_AUTUMN = LocalDate.parse("2026-10-01");

  private final PlaybookFixture in = new PlaybookFixture();

  private CrisisScenarios.Wish fire(int severity) {
    return new CrisisScenarios.Wish(
        severity,
        new BothLanguages("Brand in het rekencentrum", null),
        new BothLanguages("Alles ligt stil", "All is down"),
        in.lead.id(),
        IN_AUTUMN);
  }

  @Test
  void theHouseBeginsWithScenariosOfMergersTheWorstFirst() {
    var all = in.scenarios.all();

    assertThat(all).hasSizeGreaterThanOrEqualTo(8).allMatch(each -> each.steps() >= 5);
    assertThat(all).extracting(CrisisScenario::severity).isSortedAccordingTo((a, b) -> b - a);
    assertThat(all)
        .allSatisfy(
            each -> {
              assertThat(in.scenarios.parts(each.id()).drafts()).isNotEmpty();
              assertThat(in.scenarios.parts(each.id()).questions()).isNotEmpty();
            });
  }

  @Test
  void whatIsWrittenInOneLanguageSaysTheSameInTheOther() {
    var id = in.scenarios.write(fire(3), in.lead);

    assertThat(in.scenarios.read(id).title().in("en")).isEqualTo("Brand in het rekencentrum");
    assertThat(in.scenarios.read(id).what().in("en")).isEqualTo("All is down");
  }

  @Test
  void eachChangeIsAVersionAndWhatItSaidIsKept() {
    var id = in.scenarios.write(fire(3), in.lead);
    in.scenarios.keep(
        id,
        0,
        new ScenarioParts.Step(
            0, 1, new BothLanguages("Bel 112", "Call 112"), "crisisMember", null, null, 5, false),
        in.lead);
    var step = in.scenarios.parts(id).steps().get(0);

    in.scenarios.drop(id, 1, CrisisScenarios.Part.STEP, step.id(), in.lead);

    assertThat(in.scenarios.parts(id).steps()).isEmpty();
    assertThat(in.scenarios.versions(id)).hasSize(3);
    assertThat(in.scenarios.versions(id).get(0).changes())
        .singleElement()
        .satisfies(change -> assertThat(change.was()).isEqualTo("1. Bel 112"));
    assertThatThrownBy(() -> in.scenarios.change(id, 1, fire(2), in.lead))
        .isInstanceOf(ChangedMeanwhile.class);
  }

  @Test
  void onItsDayItsOwnerIsAskedToLookAtItAndAnswersWithAnotherDay() {
    var id = in.scenarios.write(fire(3), in.lead);
    in.sql("update crisis_scenario set review_on = '2026-05-01' where id = " + id);
    in.work.clear();

    assertThat(in.scenarios.askForReviews()).isEqualTo(1);
    assertThat(in.work).containsExactly("reviewScenario of " + in.lead.id());
    assertThatThrownBy(() -> in.scenarios.reviewed(id, 0, LocalDate.parse("2026-05-01"), in.lead))
        .hasMessageContaining("day");
    in.scenarios.reviewed(id, 0, IN_AUTUMN, in.lead);

    assertThat(in.work).contains("reviewScenario: reviewed");
    assertThat(in.scenarios.read(id).reviewOn()).isEqualTo(IN_AUTUMN);
  }

  @Test
  void whatWasTakenAwayIsChosenNoMore() {
    var id = in.shipped("DATA_LEAK").id();

    in.scenarios.end(id, 0, in.lead);

    assertThat(in.scenarios.all()).extracting(CrisisScenario::code).doesNotContain("DATA_LEAK");
    assertThatThrownBy(() -> in.playbook.choose(in.crisis, id, in.lead))
        .hasMessageContaining("taken away");
  }
}
