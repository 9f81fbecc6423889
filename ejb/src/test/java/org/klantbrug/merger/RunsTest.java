package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.merger.DeliveriesTest.refused;
import static org.klantbrug.merger.MergerFixture.EXTRACT;
import static org.klantbrug.merger.MergerFixture.NOW;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.shared.OnDatabase;

/** A merger is tried again in a new run when the one before it came to nothing. */
@OnDatabase
class RunsTest {
  private static final String CUSTOMERS = "Klantnr;Achternaam\nNL-1;Vos\nNL-2;de Wit\n";
  private static final String CONTACTS =
      "ContactId;Klantnr;Datum;Kanaal;Tekst\n1;NL-1;05-06-2023 12:00;Phone;vraag\n";

  @TempDir Path store;
  private MergerFixture merger;
  private long run;

  @BeforeEach
  void openARun() {
    merger = new MergerFixture(store);
    run = merger.run();
  }

  @Test
  void anotherRunIsOpenedWhenTheLastOneIsOver() {
    close("ABANDONED");

    var another = merger.runs.openAnother(merger.merger, merger.sanne(), NOW);

    assertThat(another.no()).isEqualTo(2);
    assertThat(another.state()).isEqualTo("OPEN");
    assertThat(
            merger.all(
                String.class, "select action || ' ' || purpose || ' ' || actor from audit_event"))
        .containsExactly("runOpened 2 sanne");
  }

  @Test
  void noOtherRunIsOpenedWhileOneGoesOn() {
    refused(
        "merger.run-goes-on", () -> merger.runs.openAnother(merger.merger, merger.sanne(), NOW));
    refused("merger.unknown", () -> merger.runs.openAnother(999, merger.sanne(), NOW));
  }

  @Test
  void aSignedMergerTakesAFurtherRunForWhatIsDeliveredLater() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS);
    cutover("TRANSFER");
    close("CLOSED");
    merger.database.use(handle -> handle.execute("update merger_merger set state = 'SIGNED'"));

    var second = merger.runs.openAnother(merger.merger, merger.sanne(), NOW).id();
    var later =
        merger.imported(
            second,
            Entity.CUSTOMER,
            Delivery.Mode.DELTA,
            "Klantnr;Achternaam\nNL-2;Wit\nNL-3;Bos\n");

    assertThat(
            merger.all(
                String.class,
                "select source_key || ' ' || row_state from merger_staged_customer where delivery_id = %d order by line_no"
                    .formatted(later.id())))
        .containsExactly("NL-2 CHANGED", "NL-3 NEW");
    startable(second);
  }

  @Test
  void aRunOfHistoryOnlyStartsOnceCustomersOfAnEarlierRunAreLive() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS);
    cutover("TRANSFER");
    close("CLOSED");
    var second = merger.runs.openAnother(merger.merger, merger.sanne(), NOW).id();
    refused("merger.no-files-yet", () -> startable(second));
    var contacts = merger.confirmed(second, Entity.CONTACT, CONTACTS);

    startable(second);

    takeBack("TRANSFER");
    refused("merger.no-customers-yet", () -> startable(second));
    merger.importFile(contacts.id());
    merger.settlement.settle(merger.lease, contacts.id(), NOW);
    assertThat(merger.runSettlement.settleRun(merger.lease, second, Part.HISTORY, NOW))
        .extracting(delivery -> delivery.counts().staged())
        .containsExactly(1L);
  }

  @Test
  void contractsWithoutTheirCustomersStartNothing() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS);
    cutover("TRANSFER");
    close("CLOSED");
    var second = merger.runs.openAnother(merger.merger, merger.sanne(), NOW).id();
    merger.register(second, Entity.CONTACT, CONTACTS);
    merger.register(second, Entity.CONTRACT, "Contractnr;Klantnr\nC-1;NL-1\n");

    refused("merger.no-customers-yet", () -> startable(second));
  }

  @Test
  void aMergerThatIsSignedStartsAgain() {
    var made =
        new Merger(
            "Test",
            1,
            2,
            TransferBasis.ASSET_DEAL,
            Sector.TELECOM,
            LocalDate.parse("2026-12-01"),
            null,
            false,
            1,
            NOW);
    made.end(Merger.State.SIGNED);

    made.start();

    assertThat(made.state()).isEqualTo(Merger.State.RUNNING);
  }

  private void startable(long run) {
    merger.database.use(handle -> Runs.refuseWithoutCustomers(handle, run));
  }

  @Test
  void theFilesOfAnAbandonedRunMayComeAgain() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS);
    close("ABANDONED");
    var second = merger.runs.openAnother(merger.merger, merger.sanne(), NOW).id();

    assertThat(merger.imported(second, Entity.CUSTOMER, CUSTOMERS).counts().staged()).isEqualTo(2);
  }

  @Test
  void ofARunThatIsLiveOnlyTheFilesThatWereTakenBackMayComeAgain() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS);
    merger.imported(run, Entity.CONTACT, CONTACTS);
    cutover("TRANSFER");
    cutover("HISTORY");
    close("CLOSED");
    var second = merger.runs.openAnother(merger.merger, merger.sanne(), NOW).id();
    refused("delivery.delivered-before", () -> merger.register(second, Entity.CUSTOMER, CUSTOMERS));
    refused("delivery.delivered-before", () -> merger.register(second, Entity.CONTACT, CONTACTS));

    takeBack("HISTORY");
    refused("delivery.delivered-before", () -> merger.register(second, Entity.CUSTOMER, CUSTOMERS));
    assertThat(merger.register(second, Entity.CONTACT, CONTACTS).runId()).isEqualTo(second);

    takeBack("TRANSFER");
    assertThat(merger.imported(second, Entity.CUSTOMER, CUSTOMERS).counts().staged()).isEqualTo(2);
    refused("delivery.delivered-before", () -> merger.register(second, Entity.CUSTOMER, CUSTOMERS));
  }

  @Test
  void anExtractThatIsOlderThanWhatIsLiveIsRefusedUntilThatIsTakenBack() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS);
    close("CLOSED");
    var second = merger.runs.openAnother(merger.merger, merger.sanne(), NOW).id();
    assertThat(extractOf(second, Entity.CUSTOMER, EXTRACT.minusSeconds(2), "NL-1;Das").runId())
        .as("nothing is live yet")
        .isEqualTo(second);
    cutover("TRANSFER");

    assertThatThrownBy(
            () -> extractOf(second, Entity.CUSTOMER, EXTRACT.minusSeconds(1), "NL-1;Bos"))
        .hasMessageContaining("made_up.csv of run 1 was made on");
    assertThat(extractOf(second, Entity.CUSTOMER, EXTRACT, "NL-1;Wit").runId()).isEqualTo(second);
    assertThat(extractOf(second, Entity.CONTRACT, EXTRACT.minusSeconds(1), "C-1;NL-1").runId())
        .as("no contract is live")
        .isEqualTo(second);

    takeBack("TRANSFER");
    assertThat(extractOf(second, Entity.CUSTOMER, EXTRACT.minusSeconds(1), "NL-1;Bos").runId())
        .isEqualTo(second);
  }

  private Delivery extractOf(long run, Entity entity, Instant extractAsOf, String record) {
    var header = entity == Entity.CUSTOMER ? "Klantnr;Achternaam\n" : "Contractnr;Klantnr\n";
    return merger.register(run, entity, Delivery.Mode.DELTA, extractAsOf, header + record + "\n");
  }

  @Test
  void howManyRejectsAFileMayHaveIsASettingOfTheRunUntilItIsClosed() {
    assertThat(merger.runs.read(run).mostRejects()).isEqualTo(50_000);

    merger.runs.limitRejects(run, 10, merger.sanne());

    assertThat(merger.runs.read(run).mostRejects()).isEqualTo(10);
    assertThat(merger.all(String.class, "select action || ' ' || purpose from audit_event"))
        .containsExactly("rejectLimitSet 50000 -> 10");
    refused("run.most-rejects-wrong", () -> merger.runs.limitRejects(run, -1, merger.sanne()));
    close("CLOSED");
    refused("run.closed", () -> merger.runs.limitRejects(run, 11, merger.sanne()));
  }

  private void close(String state) {
    merger.database.use(
        handle -> handle.execute("update merger_run set state = ?, closed_at = now()", state));
  }

  private void cutover(String kind) {
    merger.cutover(run, kind);
  }

  private void takeBack(String kind) {
    merger.database.use(
        handle ->
            handle.execute(
                "update transfer_cutover set state = 'UNDONE', undone_by = started_by where kind = ?",
                kind));
  }
}
