package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Action;
import org.klantbrug.programme.Agreements;
import org.klantbrug.programme.Item;
import org.klantbrug.programme.MissingAgreements;
import org.klantbrug.programme.MissingSignatures;
import org.klantbrug.programme.OpenItems;
import org.klantbrug.programme.ProgrammeFixture;
import org.klantbrug.programme.UnreadBriefing;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.SmallTakeover;
import org.klantbrug.wave.WaveDecisions.Side;

/** No wave goes before all is ready and read. */
@OnDatabase
class ProgrammeGuardsTest {
  private final WaveFixture on =
      new WaveFixture(SmallTakeover.live(), new OpenItems(), new UnreadBriefing());
  private final ProgrammeFixture programme = new ProgrammeFixture(on.in);

  ProgrammeGuardsTest() {
    on.in.sql("update contract_contract set payment_method = null");
    on.plan();
    on.sign();
    on.toDecideOn("C1");
    programme.at(on.clock.now());
  }

  @AfterEach
  void close() {
    on.close();
  }

  private List<String> stops() {
    on.check();
    return on.waves.wholeStops(on.wave("C1")).stream()
        .map(stop -> stop.guard() + " " + stop.detail())
        .toList();
  }

  private void doAllBut(String code) {
    programme.checklist.of(on.in.merger).stream()
        .filter(Item::required)
        .filter(Item::isOpen)
        .filter(item -> !code.equals(item.code()))
        .forEach(
            item ->
                programme.checklist.done(
                    item.id(), item.version(), "Gedaan", programme.whoseItIs(item)));
  }

  @Test
  void aMergerOfWhichNobodyBeganTheProgrammeDoesNotGo() {
    assertThat(stops()).containsExactly("PROGRAMME_ITEM_OPEN NOT_BEGUN");
    assertThatThrownBy(() -> on.decisions.go(on.wave("C1"), Side.LEAD, on.lead))
        .hasMessageContaining("cannot go");

    on.in.sql("update merger_merger set demonstration = true");

    assertThat(stops()).as("made up to be looked at").isEmpty();
  }

  @Test
  void oneRequiredItemStopsTheWaveUntilItIsDone() {
    programme.checklist.begin(on.in.merger, programme.lead);
    var reader =
        programme.colleague("Lotte", programme.team("Desk"), "adviser", Action.BRIEFING_READ);
    programme.briefings.read(
        programme.briefings.publish(on.in.merger, "Wat verandert er", "Alles", programme.lead),
        reader);
    doAllBut("BANK_TOLD");

    assertThat(stops()).containsExactly("PROGRAMME_ITEM_OPEN BANK_TOLD");

    doAllBut("");
    assertThat(stops()).isEmpty();
    on.later();
    on.decisions.go(on.wave("C1"), Side.LEAD, on.lead);
    assertThat(on.decisions.go(on.wave("C1"), Side.FINANCE, on.finance)).isTrue();
  }

  @Test
  void theWaveWaitsUntilEnoughHaveRead() {
    programme.checklist.begin(on.in.merger, programme.lead);
    doAllBut("");
    var team = programme.team("Desk");
    var lotte = programme.colleague("Lotte", team, "adviser", Action.BRIEFING_READ);
    var emma = programme.colleague("Emma", team, "adviser", Action.BRIEFING_READ);
    assertThat(stops()).as("nothing to read is not read").containsExactly("BRIEFING_UNREAD 0 / 2");
    var briefing =
        programme.briefings.publish(on.in.merger, "Wat verandert er", "Alles", programme.lead);
    programme.briefings.read(briefing, lotte);
    assertThat(stops()).containsExactly("BRIEFING_UNREAD 1 / 2");

    programme.briefings.setShare(on.in.merger, 50, programme.lead);
    assertThat(stops()).isEmpty();
    programme.briefings.setShare(on.in.merger, 51, programme.lead);
    assertThat(stops()).hasSize(1);
    programme.briefings.read(briefing, emma);

    assertThat(stops()).isEmpty();
  }

  @Test
  void theWaveWaitsForSignaturesAndAgreements() {
    try (var other =
        new WaveFixture(SmallTakeover.live(), new MissingSignatures(), new MissingAgreements())) {
      var papers = new ProgrammeFixture(other.in);
      papers.checklist.begin(other.in.merger, papers.lead);
      other.plan();
      other.sign();
      other.check();
      assertThat(other.waves.wholeStops(other.wave("C1")))
          .extracting(Waves.WaveStop::key)
          .containsExactlyInAnyOrder(
              "DATA_QUALITY", "PARALLEL_RUN", "PREPARATION", "WAVES", "AFTERCARE", "RUN");

      for (var phase : Agreements.Phase.values()) {
        papers.agreements.setPhase(other.in.merger, phase, "Noord", "Zuid", papers.lead);
      }
      papers.agreements.set(
          other.in.merger, other.takeover.run, "VO-2026-7", "DPIA-12", papers.lead);
      papers.signatures.setExit(other.in.merger, "Geen verschil", papers.lead);
      papers.signatures.signExit(other.in.merger, other.finance);
      other.check();

      assertThat(other.waves.wholeStops(other.wave("C1")))
          .extracting(Waves.WaveStop::key)
          .containsExactly("DATA_QUALITY");
    }
  }
}
