package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.merger.DeliveriesTest.refused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.shared.OnDatabase;

/** A file that comes too late is refused, and one that is not imported can go again. */
@OnDatabase
class WithdrawalsTest {
  private static final String CUSTOMERS = "Klantnr;Achternaam\nNL-1;Vos\nNL-2;de Wit\n";
  private static final String CONTACTS =
      "ContactId;Klantnr;Datum;Kanaal;Tekst\n1;NL-1;05-06-2023 12:00;Phone;vraag\n";

  @TempDir Path store;
  private MergerFixture merger;
  private Withdrawals withdrawals;
  private long run;

  @BeforeEach
  void openARun() {
    merger = new MergerFixture(store);
    withdrawals = new Withdrawals(merger.database, merger.audit);
    run = merger.run();
  }

  @Test
  void aFileIsRefusedOnceTheImportOfItsPartRunsOrIsOver() {
    merger.importJobIs(run, "import-master-data", "RUNNING");
    refused("delivery.import-runs", () -> merger.register(run, Entity.CUSTOMER, CUSTOMERS));
    merger.importJobIs(run, "import-master-data", "COMPLETED");
    refused("delivery.import-is-over", () -> merger.register(run, Entity.CUSTOMER, CUSTOMERS));

    assertThat(merger.register(run, Entity.CONTACT, CONTACTS).entity()).isEqualTo(Entity.CONTACT);
  }

  @Test
  void afterAnImportThatFailedACorrectedFileCanBeDelivered() {
    merger.importJobIs(run, "import-master-data", "FAILED");

    assertThat(merger.register(run, Entity.CUSTOMER, CUSTOMERS).runId()).isEqualTo(run);
  }

  @Test
  void historyIsTakenUntilItsOwnImportThoughTheCustomersAreSigned() {
    merger.database.use(handle -> handle.execute("update merger_run set state = 'TRANSFERRED'"));
    refused("delivery.run-is-over", () -> merger.register(run, Entity.CUSTOMER, CUSTOMERS));

    var contacts = merger.register(run, Entity.CONTACT, CONTACTS);
    merger.importJobIs(run, "import-contact-history", "COMPLETED");

    refused(
        "delivery.import-is-over",
        () -> merger.register(run, Entity.CONTACT, CONTACTS + "2;NL-1;;;x\n"));
    assertThat(merger.deliveries.ofRun(run)).containsExactly(contacts);
  }

  @Test
  void aFileThatIsNotImportedCanBeWithdrawnAndDeliveredAgain() {
    var file = merger.confirmed(run, Entity.CUSTOMER, CUSTOMERS);
    merger.importFile(file.id());

    withdrawals.withdraw(file.id(), merger.sanne());

    assertThat(merger.deliveries.ofRun(run)).isEmpty();
    assertThat(file.storedPath()).doesNotExist();
    assertThat(merger.one(Long.class, "select count(*) from merger_staged_customer")).isZero();
    assertThat(
            merger.all(
                String.class, "select action || ' ' || purpose || ' ' || actor from audit_event"))
        .contains("fileWithdrawn CUSTOMER sanne");
    assertThat(merger.imported(run, Entity.CUSTOMER, CUSTOMERS).counts().staged()).isEqualTo(2);
  }

  @Test
  void aDraftGoesWithItsFileAndAConfirmedMappingStays() {
    var confirmed = merger.confirmed(run, Entity.CUSTOMER, CUSTOMERS);
    var draft = merger.register(run, Entity.CUSTOMER, CUSTOMERS + "NL-3;Das\n");
    merger.save(draft.id(), merger.deliveries.proposeMapping(draft.id()).mapping());

    withdrawals.withdraw(draft.id(), merger.sanne());
    withdrawals.withdraw(confirmed.id(), merger.sanne());

    assertThat(merger.all(Long.class, "select id from merger_mapping"))
        .containsExactly(confirmed.mappingId());
  }

  @Test
  void whatIsImportedIsBeingImportedOrLiesInAClosedRunStays() {
    var imported = merger.imported(run, Entity.CUSTOMER, CUSTOMERS);
    var waits = merger.register(run, Entity.CUSTOMER, CUSTOMERS + "NL-3;Das\n");
    refused("delivery.imported-already", () -> withdrawals.withdraw(imported.id(), merger.sanne()));
    merger.importJobIs(run, "import-master-data", "REQUESTED");
    refused("delivery.import-runs", () -> withdrawals.withdraw(waits.id(), merger.sanne()));
    merger.importJobIs(run, "import-master-data", "COMPLETED");
    merger.database.use(handle -> handle.execute("update merger_run set closed_at = now()"));
    refused("run.closed", () -> withdrawals.withdraw(waits.id(), merger.sanne()));
  }

  @Test
  void aWithdrawalThatFailsAtItsEndLosesNoFile() {
    var file = merger.register(run, Entity.CUSTOMER, CUSTOMERS);
    merger.database.use(
        handle -> {
          handle.execute(
              "create function refuse() returns trigger language plpgsql as"
                  + " 'begin raise exception ''the disk is full''; end'");
          handle.execute(
              "create constraint trigger refuse after delete on merger_delivery"
                  + " deferrable initially deferred for each row execute function refuse()");
        });

    assertThatThrownBy(() -> withdrawals.withdraw(file.id(), merger.sanne()))
        .hasStackTraceContaining("the disk is full");

    assertThat(merger.deliveries.ofRun(run)).containsExactly(file);
    assertThat(file.storedPath()).exists();
  }

  @Test
  void aFileThatArrivesWhileItsRunIsGivenUpIsRefusedAndNotKept() {
    var slow =
        new ByteArrayInputStream(CUSTOMERS.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public long transferTo(OutputStream out) throws IOException {
            merger.database.use(
                handle ->
                    handle.execute("update merger_run set state = 'ABANDONED', closed_at = now()"));
            return super.transferTo(out);
          }
        };

    refused(
        "delivery.run-is-over",
        () ->
            merger.deliveries.register(
                new Deliveries.Announced(
                    run,
                    merger.acquired,
                    Entity.CUSTOMER,
                    Delivery.Mode.FULL,
                    MergerFixture.EXTRACT,
                    "slow.csv"),
                slow,
                store,
                merger.staff,
                MergerFixture.NOW));

    assertThat(store).isEmptyDirectory();
  }

  @Test
  void theStoredFileStaysWhileAnEarlierRunHasTheSame() {
    var first = merger.imported(run, Entity.CUSTOMER, CUSTOMERS);
    merger.database.use(
        handle -> handle.execute("update merger_run set state = 'ABANDONED', closed_at = now()"));
    var again = merger.register(merger.run(), Entity.CUSTOMER, CUSTOMERS);

    withdrawals.withdraw(again.id(), merger.sanne());

    assertThat(first.storedPath()).exists();
  }
}
