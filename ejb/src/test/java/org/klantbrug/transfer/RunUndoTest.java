package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.RunUndo.Scope;

/** Taking back what a closed run brought, and bringing its history again. */
@OnDatabase
class RunUndoTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final long run = takeover.run;
  private final NotedCases cases = new NotedCases();
  private final BusinessClock clock = new BusinessClock();
  private final RunUndo undo =
      new RunUndo(
          in.database,
          new RunsInTables(in),
          new RunCutovers(in.database, in.transfer),
          in.transfer,
          cases,
          clock,
          new Audit(in.database, clock));
  private final Staff lead =
      new Staff(in.operator, "operator", "Olga", "nl", false, null, Set.of(), Set.of());

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void aLaterRunBringsHistoryAloneAndTakingItBackLeavesTheCustomers() {
    var later = in.run();
    var contacts = in.delivery(later, in.theirs, Entity.CONTACT, "acquired_contacten_later.csv");
    in.stage(
        contacts,
        Entity.CONTACT,
        "source_key",
        "T99",
        "customer_key",
        "B2",
        "occurred_at",
        "2026-05-01T08:00:00Z",
        "text",
        "Nagekomen");
    var history = in.carryLive(later, Kind.HISTORY);

    assertThat(in.reconciliation.make(history, MadeUpMerger.T).balanced()).isTrue();
    assertThat(
            in.number(
                "select identity_id from contact_contact where source_key = 'T99' and cutover_id = "
                    + history))
        .isEqualTo(in.identity(in.theirs, "B2"));

    in.sql("update merger_run set state = 'CLOSED', closed_at = now()");
    undo.undo(later, Scope.ALL, "Dubbel geleverd", lead);
    assertThat(in.text("select state from merger_merger")).isEqualTo("TRANSFERRED");
    assertThat(
            in.number(
                "select count(*) from transfer_cutover where kind = 'TRANSFER' and state = 'LIVE'"))
        .isEqualTo(1);
  }

  @Test
  void whatWouldNoLongerCountIsToldBeforehand() {
    var preview = undo.preview(run);

    assertThat(preview.possible()).containsExactly(Scope.HISTORY, Scope.ALL);
    assertThat(preview.effectsOf(Scope.HISTORY))
        .extracting(RunUndo.Effect::entity)
        .containsExactly(Entity.CONTACT, Entity.DOCUMENT);
    assertThat(preview.effectsOf(Scope.HISTORY).get(0).brought())
        .isEqualTo(
            in.number(
                "select count(*) from contact_contact f join transfer_cutover c on c.id = f.cutover_id where c.kind = 'HISTORY'"));
    assertThat(preview.effectsOf(Scope.ALL))
        .extracting(RunUndo.Effect::entity)
        .contains(Entity.CUSTOMER, Entity.CONTRACT, Entity.INVOICE, Entity.CONTACT);
  }

  @Test
  void ofARunWithChangesTheCustomersWhoGetTheirValuesBackAreCountedAndNoEmptyHistoryIsOffered() {
    var later = in.run();
    var changes = in.delivery(later, in.theirs, Entity.CUSTOMER, "nalevering.csv");
    in.stageAs("CHANGED", changes, Entity.CUSTOMER, "source_key", "B2", "city", "Nieuw");
    in.register(later);
    in.carryLive(later, Kind.TRANSFER);
    in.carryLive(later, Kind.HISTORY);

    var preview = undo.preview(later);

    assertThat(preview.possible()).containsExactly(Scope.ALL);
    assertThat(preview.effectsOf(Scope.ALL))
        .containsExactly(new RunUndo.Effect(Kind.TRANSFER, Entity.CUSTOMER, 1, 0));
  }

  @Test
  void aHistoryOfWhichNothingCameOverIsTakenBackAndBroughtAgain() {
    var later = in.run();
    var changes = in.delivery(later, in.theirs, Entity.CUSTOMER, "nalevering.csv");
    in.stageAs("CHANGED", changes, Entity.CUSTOMER, "source_key", "B2", "city", "Nieuw");
    in.register(later);
    in.carryLive(later, Kind.TRANSFER);
    var contacts = in.delivery(later, in.theirs, Entity.CONTACT, "contacten_zonder_klant.csv");
    in.stageAs(
        "PARKED",
        contacts,
        Entity.CONTACT,
        "source_key",
        "T98",
        "customer_key",
        "nobody",
        "occurred_at",
        "2026-05-01T08:00:00Z",
        "text",
        "Van niemand");
    in.carryLive(later, Kind.HISTORY);
    closeRun();

    var preview = undo.preview(later);
    assertThat(preview.possible()).containsExactly(Scope.HISTORY, Scope.ALL);
    assertThat(preview.effectsOf(Scope.HISTORY)).isEmpty();

    undo.undo(later, Scope.HISTORY, "Alles geparkeerd", lead);
    assertThat(undo.canBringHistoryAgain(later)).isTrue();
  }

  @Test
  void theHistoryAloneCanBeTakenBackAndTheCustomersStay() {
    closeRun();

    undo.undo(run, Scope.HISTORY, "Verkeerde maand", lead);

    assertThat(states()).containsExactly("HISTORY UNDONE", "OWN LIVE", "TRANSFER LIVE");
    assertThat(in.text("select state from merger_merger")).isEqualTo("TRANSFERRED");
    assertThat(undo.preview(run).possible()).containsExactly(Scope.ALL);
  }

  @Test
  void aHistoryThatWasTakenBackIsBroughtAgainByItsOwnProcessInTheSameRun() {
    closeRun();
    assertThat(undo.canBringHistoryAgain(run)).isFalse();
    undo.undo(run, Scope.HISTORY, "Verkeerde maand", lead);
    assertThat(undo.canBringHistoryAgain(run)).isTrue();

    undo.bringHistoryAgain(run, lead);

    assertThat(cases.started()).containsExactly("contactHistoryTransfer " + run);
    assertThat(in.text("select state from merger_run")).isEqualTo("TRANSFERRED");
    assertThatThrownBy(() -> undo.bringHistoryAgain(run, lead))
        .hasMessageContaining("cannot be brought again");
    var again = in.carryLive(run, Kind.HISTORY);
    assertThat(in.reconciliation.make(again, MadeUpMerger.T).balanced()).isTrue();
  }

  @Test
  void everythingCanBeTakenBackWithAReason() {
    closeRun();
    assertThatThrownBy(() -> undo.undo(run, Scope.ALL, " ", lead)).hasMessageContaining("why");

    undo.undo(run, Scope.ALL, "Overname gaat niet door", lead);

    assertThat(states()).containsExactly("HISTORY UNDONE", "OWN LIVE", "TRANSFER UNDONE");
    assertThat(in.text("select state from merger_merger")).isEqualTo("UNDONE");
    assertThat(undo.preview(run).possible()).isEmpty();
    assertThat(undo.canBringHistoryAgain(run)).isFalse();
  }

  @Test
  void takingEverythingBackGivesOurOwnCustomersWhatTheyHad() {
    var later = in.run();
    var again = in.delivery(later, in.ours, Entity.CUSTOMER, "acquirer_again.csv");
    in.stageAs("CHANGED", again, Entity.CUSTOMER, "source_key", "A1", "city", "Nieuw");
    in.register(later);
    var own = in.carryLive(later, Kind.OWN);
    in.sql("update merger_run set state = 'CLOSED', closed_at = now()");
    assertThat(undo.preview(later).possible()).containsExactly(Scope.ALL);
    assertThat(undo.preview(later).effectsOf(Scope.ALL))
        .containsExactly(new RunUndo.Effect(Kind.OWN, Entity.CUSTOMER, 1, 0));

    assertThat(undo.undo(later, Scope.ALL, "Verkeerd bestand", lead)).containsExactly(own);

    assertThat(in.text("select city from customer_identity where source_key = 'A1'"))
        .isEqualTo("Ede");
    assertThat(undo.preview(later).possible()).isEmpty();
    assertThat(in.text("select state from merger_merger")).isEqualTo("TRANSFERRED");
  }

  @Test
  void aRunThatGoesOnIsTakenBackByItsTask() {
    assertThatThrownBy(() -> undo.undo(run, Scope.ALL, "Fout", lead)).hasMessageContaining("task");
    assertThat(states()).containsExactly("HISTORY LIVE", "OWN LIVE", "TRANSFER LIVE");
  }

  @Test
  void anEarlierRunIsNotTakenBackWhileALaterOneGoesOn() {
    closeRun();
    in.run();
    in.sql("update merger_merger set state = 'RUNNING'");

    assertThatThrownBy(() -> undo.undo(run, Scope.ALL, "Fout", lead))
        .hasMessageContaining("Run 2 of this merger is still going on");
    assertThat(states()).containsExactly("HISTORY LIVE", "OWN LIVE", "TRANSFER LIVE");
    assertThat(in.text("select state from merger_merger")).isEqualTo("RUNNING");

    in.sql("update merger_run set state = 'ABANDONED', closed_at = now() where no = 2");
    undo.undo(run, Scope.ALL, "Fout", lead);
    assertThat(states()).containsExactly("HISTORY UNDONE", "OWN LIVE", "TRANSFER UNDONE");
  }

  private void closeRun() {
    in.sql("update merger_run set state = 'CLOSED', closed_at = now()");
    in.sql("update merger_merger set state = 'SIGNED'");
  }

  private List<String> states() {
    return in.texts(
        "select kind || ' ' || state from transfer_cutover where not rehearsal order by kind");
  }
}
