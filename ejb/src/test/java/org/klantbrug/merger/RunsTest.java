package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.merger.DeliveriesTest.refused;
import static org.klantbrug.merger.MergerFixture.NOW;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merger is tried again in a new run when the one before it came to nothing. */
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
  void noOtherRunIsOpenedWhileOneGoesOnOrAfterTheSignature() {
    refused(
        "merger.run-goes-on", () -> merger.runs.openAnother(merger.merger, merger.sanne(), NOW));
    close("CLOSED");
    merger.database.use(handle -> handle.execute("update merger_merger set state = 'SIGNED'"));
    refused(
        "merger.signed-already", () -> merger.runs.openAnother(merger.merger, merger.sanne(), NOW));
    refused("merger.unknown", () -> merger.runs.openAnother(999, merger.sanne(), NOW));
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
