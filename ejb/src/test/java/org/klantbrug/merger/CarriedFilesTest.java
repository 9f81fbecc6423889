package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.merger.DeliveriesTest.refused;
import static org.klantbrug.merger.MergerFixture.NOW;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.OnDatabase;

/**
 * What is being transferred, or is live, is no longer repaired in staging: it would not go over.
 */
@OnDatabase
class CarriedFilesTest {
  private static final String CUSTOMERS =
      "Klantnr;Achternaam;Geboortedatum;Geslacht\n1;Vos;31-02-1980;V\n;Wit;01-02-1960;M\n";
  private static final Warnings.Kind BIRTH = new Warnings.Kind("birth_date", Reason.WRONG_DATE);

  @TempDir Path store;
  private MergerFixture merger;
  private Rejects rejects;
  private Warnings warnings;
  private Delivery delivery;
  private long reject;
  private long warning;

  @BeforeEach
  void importAFileWithARejectAndAWarning() {
    merger = new MergerFixture(store);
    rejects = new Rejects(merger.database, merger.audit);
    warnings = new Warnings(merger.database, merger.audit, merger.heard);
    delivery = merger.imported(merger.run(), Entity.CUSTOMER, CUSTOMERS);
    reject = rejects.open(delivery.id(), null, 0, 1).get(0).id();
    warning = warnings.open(new Warnings.Filter(delivery.id(), null, null, null), 0, 1).get(0).id();
  }

  @Test
  void nothingIsRepairedOrSettledWhileItsTransferRunsOrIsLive() {
    merger.cutover(delivery.runId(), "TRANSFER");
    for (var state : List.of("LIVE", "RUNNING")) {
      merger.database.use(handle -> handle.execute("update transfer_cutover set state = ?", state));
      refusedAll("delivery.carried");
    }
  }

  @Test
  void aRehearsalAndTheTransferOfTheOtherPartLeaveTheFileOpen() {
    merger.cutover(delivery.runId(), "TRANSFER");
    merger.database.use(handle -> handle.execute("update transfer_cutover set rehearsal = true"));
    merger.cutover(delivery.runId(), "HISTORY");
    merger.cutover(delivery.runId(), "OWN");

    rejects.repairRaw(reject, "2;Wit;01-02-1960;M", merger.staff, NOW);

    assertThat(merger.deliveries.read(delivery.id()).counts().staged()).isEqualTo(2);
  }

  @Test
  void afterTheTransferIsTakenBackRecordsAreRepairedAgain() {
    merger.cutover(delivery.runId(), "TRANSFER");
    merger.database.use(
        handle ->
            handle.execute("update transfer_cutover set state = 'UNDONE', undone_by = started_by"));

    rejects.letGo(reject, "Not needed", merger.staff, NOW);

    assertThat(rejects.read(reject).state()).isEqualTo("ACCEPTED");
  }

  @Test
  void whatPeopleDoWithAFileIsInTheLogInCountsAndCodesOnly() {
    rejects.letAllGo(delivery.id(), Reason.NO_KEY, "Not needed", merger.staff, NOW);
    warnings.setValue(warning, "1980-02-28", merger.staff, NOW);

    assertThat(
            merger.all(
                String.class,
                "select actor || ' ' || action || ' ' || purpose from audit_event"
                    + " where subject_kind = 'file' order by id"))
        .containsExactly(
            "sanne fileAdded CUSTOMER",
            "sanne mappingConfirmed CUSTOMER",
            "sanne rejectsLetGo NO_KEY 1",
            "sanne warningsSet birth_date WRONG_DATE 1");
  }

  @Test
  void whatIsRefusedIsNotInTheLog() {
    refused("reject.still-wrong", () -> rejects.repairRaw(reject, ";Wit;;", merger.staff, NOW));

    assertThat(actions()).containsExactly("fileAdded", "mappingConfirmed");
    rejects.repairRaw(reject, "2;Wit;01-02-1960;M", merger.staff, NOW);
    warnings.accept(delivery.id(), BIRTH, merger.staff, NOW);
    assertThat(actions())
        .containsExactly("fileAdded", "mappingConfirmed", "rejectRepaired", "warningsAccepted");
  }

  private List<String> actions() {
    return merger.all(
        String.class, "select action from audit_event where subject_kind = 'file' order by id");
  }

  @Test
  void inAClosedRunNothingIsRepairedOrSettled() {
    merger.database.use(handle -> handle.execute("update merger_run set closed_at = now()"));

    refusedAll("run.closed");
  }

  private void refusedAll(String rule) {
    refused(rule, () -> rejects.repairRaw(reject, "2;Wit;01-02-1960;M", merger.staff, NOW));
    refused(rule, () -> rejects.letGo(reject, "Not needed", merger.staff, NOW));
    refused(
        rule,
        () -> rejects.letAllGo(delivery.id(), Reason.NO_KEY, "Not needed", merger.staff, NOW));
    refused(rule, () -> warnings.setValue(warning, "1980-02-28", merger.staff, NOW));
    refused(rule, () -> warnings.setAll(delivery.id(), BIRTH, "31-02-1980", "", merger.staff, NOW));
    refused(rule, () -> warnings.accept(delivery.id(), BIRTH, merger.staff, NOW));
  }
}
