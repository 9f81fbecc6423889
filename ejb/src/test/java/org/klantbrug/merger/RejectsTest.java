package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.merger.DeliveriesTest.refused;
import static org.klantbrug.merger.MergerFixture.NOW;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.OnDatabase;

@OnDatabase
class RejectsTest {
  private static final String CUSTOMERS =
      "Klantnr;Achternaam;Geslacht;Geboortedatum\n"
          + "1;Vos;V;01-02-1980\n"
          + "2;de Bruin;Jansen;M;03-04-1990\n"
          + "3;\"Kok;V;05-06-1970\n"
          + ";Wit;M;07-08-1960\n";

  @TempDir Path store;
  private MergerFixture merger;
  private Rejects rejects;
  private Delivery delivery;

  @BeforeEach
  void importFileWithThreeRejects() {
    merger = new MergerFixture(store);
    rejects = new Rejects(merger.database, merger.audit);
    delivery = merger.imported(merger.run(), Entity.CUSTOMER, CUSTOMERS);
  }

  @Test
  void rejectsAreListedInTheOrderOfTheFilePageByPage() {
    var first = rejects.open(delivery.id(), null, 0, 2);
    var second = rejects.open(delivery.id(), null, first.get(1).line(), 2);

    assertThat(first).extracting(Rejects.Reject::line).containsExactly(3L, 4L);
    assertThat(second).extracting(Rejects.Reject::raw).containsExactly(";Wit;M;07-08-1960");
    assertThat(rejects.open(delivery.id(), Reason.NO_KEY, 0, 10)).isEqualTo(second);
    assertThat(rejects.counts(delivery.id()))
        .isEqualTo(
            Map.of(Reason.TOO_MANY_FIELDS, 1L, Reason.UNCLOSED_QUOTE, 1L, Reason.NO_KEY, 1L));
  }

  @Test
  void aRepairedRecordIsStagedUnderItsOwnLineWithoutLoadingTheFileAgain() {
    rejects.repairRaw(reject(3), "2;\"de Bruin;Jansen\";M;03-04-1990", merger.staff, NOW);

    assertThat(
            merger.one(
                String.class,
                "select family_name || ' ' || birth_date || ' ' || row_state"
                    + " from merger_staged_customer where line_no = 3"))
        .isEqualTo("de Bruin;Jansen 1990-04-03 NEW");
    var read = rejects.read(rejectOfAnyState(3));
    assertThat(read.state()).isEqualTo("REPAIRED");
    assertThat(read.raw()).isEqualTo("2;de Bruin;Jansen;M;03-04-1990");
    assertThat(merger.deliveries.read(delivery.id()).counts())
        .isEqualTo(new Delivery.Counts(4, 2, 0, 0, 2, 0));
    refused(
        "reject.not-open",
        () -> rejects.repairRaw(read.id(), "2;x;M;03-04-1990", merger.staff, NOW));
  }

  @Test
  void whatStillDoesNotFitStaysAReject() {
    refused("reject.still-wrong", () -> rejects.repairRaw(reject(3), "2;x", merger.staff, NOW));
    refused("reject.still-wrong", () -> rejects.repairRaw(reject(3), ";x;M;", merger.staff, NOW));
    refused("reject.one-record", () -> rejects.repairRaw(reject(3), " ", merger.staff, NOW));
    refused(
        "reject.one-record",
        () -> rejects.repairRaw(reject(3), "2;x;M;\n3;y;V;", merger.staff, NOW));
    refused("reject.key-exists", () -> rejects.repairRaw(reject(3), "1;x;M;", merger.staff, NOW));

    assertThat(merger.deliveries.read(delivery.id()).counts()).isEqualTo(delivery.counts());
    assertThat(rejects.open(delivery.id(), null, 0, 10)).hasSize(3);
  }

  @Test
  void aRepairedRecordThatIsHalfRightCarriesItsWarning() {
    rejects.repairRaw(reject(3), "2;x;M;31-02-1990", merger.staff, NOW);

    assertThat(merger.deliveries.read(delivery.id()).counts())
        .isEqualTo(new Delivery.Counts(4, 2, 0, 0, 2, 1));
  }

  @Test
  void aWholeReasonIsLetGoAtOnce() {
    refused(
        "reject.reason-needed",
        () -> rejects.letAllGo(delivery.id(), Reason.NO_KEY, "", merger.staff, NOW));

    assertThat(rejects.letAllGo(delivery.id(), Reason.NO_KEY, "test records", merger.staff, NOW))
        .isEqualTo(1);

    assertThat(rejects.counts(delivery.id())).doesNotContainKey(Reason.NO_KEY).hasSize(2);
  }

  @Test
  void letGoNeedsAReasonAndKeepsIt() {
    refused("reject.reason-needed", () -> rejects.letGo(reject(5), " ", merger.staff, NOW));

    var id = reject(5);
    rejects.letGo(id, "test record of the old company", merger.staff, NOW);

    assertThat(rejects.read(id).reason()).isEqualTo("test record of the old company");
    assertThat(rejects.open(delivery.id(), null, 0, 10)).hasSize(2);
    assertThat(merger.deliveries.read(delivery.id()).counts().rejected()).isEqualTo(3);
    refused("reject.not-open", () -> rejects.repairRaw(id, "9;x;M;", merger.staff, NOW));
  }

  @Test
  void aParkedRecordIsRepairedOnlyToAParentThatIsThere() {
    var run = merger.run();
    var contracts =
        merger.imported(
            run, Entity.CONTRACT, "Contractnr;Klantnr;Product\nC-1;9;Glas\nC-2;1;Glas\n");
    merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, NOW);
    var parked = rejects.open(contracts.id(), Reason.UNKNOWN_PARENT, 0, 10).get(0);

    refused(
        "reject.still-wrong",
        () -> rejects.repairRaw(parked.id(), "C-1;8;Glas", merger.staff, NOW));
    rejects.repairRaw(parked.id(), "C-1;1;Glas", merger.staff, NOW);

    assertThat(merger.deliveries.read(contracts.id()).counts())
        .isEqualTo(new Delivery.Counts(2, 2, 0, 0, 0, 0));
    assertThat(
            merger.all(
                String.class,
                "select customer_key || row_state from merger_staged_contract order by line_no"))
        .containsExactly("1NEW", "1NEW");
  }

  private long reject(long line) {
    return rejects.open(delivery.id(), null, line - 1, 1).get(0).id();
  }

  private long rejectOfAnyState(long line) {
    return merger.one(Long.class, "select id from merger_reject where line_no = " + line);
  }
}
