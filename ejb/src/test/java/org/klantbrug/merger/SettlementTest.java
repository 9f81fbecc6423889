package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.merger.DeliveriesTest.refused;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.shared.OnDatabase;

@OnDatabase
class SettlementTest {
  private static final String CUSTOMERS = "Klantnr;Achternaam\n";
  private static final String CONTRACTS = "Contractnr;Klantnr;Product\n";
  private static final String CONTACTS = "Klantnr;Datum;Tekst\n";

  @TempDir Path store;
  private MergerFixture merger;
  private long run;

  @BeforeEach
  void openARun() {
    merger = new MergerFixture(store);
    run = merger.run();
  }

  @Test
  void ofAKeyThatComesTwiceTheFirstStays() {
    var delivery =
        merger.imported(run, Entity.CUSTOMER, CUSTOMERS + "1;Vos\n2;Bos\n1;Vos\n2;Anders\n1;Vos\n");

    assertThat(delivery.counts()).isEqualTo(new Delivery.Counts(5, 2, 0, 3, 0, 3));
    assertThat(states("customer"))
        .containsExactly("2 NEW", "3 NEW", "4 DUPLICATE", "5 DUPLICATE", "6 DUPLICATE");
    assertThat(
            merger.all(
                String.class,
                "select line_no || ' ' || code || ' ' || expected from merger_warning order by 1"))
        .containsExactly(
            "4 REPEATED_RECORD a key of its own; it is on line 2",
            "5 DUPLICATE_KEY a key of its own; it is on line 3",
            "6 REPEATED_RECORD a key of its own; it is on line 2");
  }

  @Test
  void contactsWithoutAKeyAreKnownByContentAndOccurrence() {
    var file =
        CONTACTS
            + "1;01-02-2026 10:00;bel\n"
            + "1;01-02-2026 10:00;bel\n"
            + "1;01-02-2026 10:00;anders\n";
    merger.imported(run, Entity.CONTACT, file);

    assertThat(
            merger.all(
                Integer.class, "select occurrence from merger_staged_contact order by line_no"))
        .containsExactly(1, 2, 1);

    var more = merger.imported(merger.run(), Entity.CONTACT, file + "1;01-02-2026 10:00;bel\n");

    assertThat(states("contact", more))
        .containsExactly("2 UNCHANGED", "3 UNCHANGED", "4 UNCHANGED", "5 NEW");
  }

  @Test
  void aLaterDeliverySaysWhatIsNewChangedUnchangedAndVanished() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS + "1;Vos\n2;Bos\n3;Kok\n");
    merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW);
    var second = merger.run();
    var delivery = merger.imported(second, Entity.CUSTOMER, CUSTOMERS + "4;Wit\n2;Bosch\n1;Vos\n");
    merger.runSettlement.settleRun(merger.lease, second, Part.MASTER_DATA, MergerFixture.NOW);

    assertThat(states("customer", delivery)).containsExactly("2 NEW", "3 CHANGED", "4 UNCHANGED");
    assertThat(vanished()).containsExactly("3");

    var third = merger.run();
    var again = merger.imported(third, Entity.CUSTOMER, Delivery.Mode.DELTA, CUSTOMERS + "2;Bos\n");
    merger.runSettlement.settleRun(merger.lease, third, Part.MASTER_DATA, MergerFixture.NOW);

    assertThat(states("customer", again)).containsExactly("2 CHANGED");
    assertThat(vanished()).containsExactly("3");
  }

  @Test
  void settlingTwiceChangesNothing() {
    var delivery = merger.imported(run, Entity.CUSTOMER, CUSTOMERS + "1;Vos\n1;Vos\n");

    assertThat(merger.settlement.settle(merger.lease, delivery.id(), MergerFixture.NOW))
        .isEqualTo(delivery);
    var settled =
        merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW);
    assertThat(
            merger
                .runSettlement
                .settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW)
                .get(0)
                .counts())
        .isEqualTo(settled.get(0).counts());
    assertThat(merger.one(Long.class, "select count(*) from merger_warning")).isEqualTo(1);
  }

  @Test
  void aRecordWithoutItsParentWaitsAndSoDoItsOwnChildren() {
    merger.imported(run, Entity.ROLE, "Klantnr;Contractnr;Rol\n1;C-1;betaler\n1;C-9;betaler\n");
    merger.imported(
        run, Entity.CONTRACT, CONTRACTS + "C-1;1;Glas\nC-9;9;\"met ; en\ntwee regels\"\n");
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS + "1;Vos\n");

    var settled =
        merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW);

    assertThat(settled)
        .extracting(Delivery::entity)
        .containsExactly(Entity.CUSTOMER, Entity.CONTRACT, Entity.ROLE);
    assertThat(settled)
        .extracting(delivery -> delivery.counts().parked())
        .containsExactly(0L, 1L, 1L);
    assertThat(states("contract")).containsExactly("2 NEW", "3 PARKED");
    assertThat(states("role")).containsExactly("2 NEW", "3 PARKED");
    assertThat(
            merger.all(
                String.class,
                "select field || ': ' || expected || ': ' || raw from merger_reject order by line_no, field"))
        .containsExactlyInAnyOrder(
            "customer_key: a CUSTOMER with this key: C-9;9;\"met ; en\ntwee regels\"",
            "contract_key: a CONTRACT with this key: 1;C-9;betaler");
  }

  @Test
  void aParkedRecordGoesOnWhenItsParentComes() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS + "1;Vos\n");
    merger.imported(run, Entity.CONTRACT, CONTRACTS + "C-1;1;Glas\nC-9;9;Glas\n");
    merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW);
    theirParentComes(run);

    assertThat(states("contract")).containsExactly("2 NEW", "2 NEW", "3 NEW");
    assertThat(merger.all(String.class, "select state from merger_reject"))
        .containsExactly("REPAIRED");
    assertThat(merger.deliveries.ofRun(run).get(1).counts())
        .isEqualTo(new Delivery.Counts(2, 2, 0, 0, 0, 0));
  }

  @Test
  void whatAnEarlierRunParkedStaysThereAsThisRunDoesNotCarryIt() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS + "1;Vos\n");
    merger.imported(run, Entity.CONTRACT, CONTRACTS + "C-1;1;Glas\nC-9;9;Glas\n");
    merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW);
    merger.database.use(
        handle -> handle.execute("update merger_run set state = 'CLOSED', closed_at = now()"));

    theirParentComes(merger.run());

    assertThat(states("contract")).containsExactly("2 NEW", "2 NEW", "3 PARKED");
    assertThat(merger.all(String.class, "select state from merger_reject")).containsExactly("OPEN");
  }

  @Test
  void aParkedRecordThatWasLetGoStaysBehindThoughItsParentComes() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS + "1;Vos\n");
    merger.imported(run, Entity.CONTRACT, CONTRACTS + "C-1;1;Glas\nC-9;9;Glas\n");
    merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW);
    merger.database.use(
        handle -> handle.execute("update merger_reject set state = 'ACCEPTED', reason = 'Gone'"));

    theirParentComes(run);

    assertThat(states("contract")).containsExactly("2 NEW", "2 NEW", "3 PARKED");
    assertThat(merger.all(String.class, "select state from merger_reject"))
        .containsExactly("ACCEPTED");
  }

  private void theirParentComes(long inRun) {
    merger.imported(inRun, Entity.CUSTOMER, Delivery.Mode.DELTA, CUSTOMERS + "9;Negen\n");
    merger.imported(inRun, Entity.CONTRACT, Delivery.Mode.DELTA, CONTRACTS + "C-2;9;Koper\n");
    merger.runSettlement.settleRun(merger.lease, inRun, Part.MASTER_DATA, MergerFixture.NOW);
  }

  @Test
  void anUnknownOptionalParentIsAWarning() {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS + "1;Vos\n");
    merger.imported(
        run, Entity.INVOICE, "Factuurnr;Klantnr;Contractnr;Bedrag\nF-1;1;C-9;10,00\nF-2;1;;5,00\n");

    var settled =
        merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW);

    assertThat(settled.get(1).counts()).isEqualTo(new Delivery.Counts(2, 2, 0, 0, 0, 1));
    assertThat(merger.one(BigDecimal.class, "select sum(amount) from merger_staged_invoice"))
        .isEqualByComparingTo("15.00");
  }

  @Test
  void aRunIsSettledWhenAllItsFilesAreIn() {
    merger.confirmed(run, Entity.CUSTOMER, CUSTOMERS + "1;Vos\n");

    refused(
        "delivery.not-imported",
        () ->
            merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW));
  }

  private java.util.List<String> states(String entity) {
    return merger.all(
        String.class,
        "select line_no || ' ' || row_state from merger_staged_"
            + entity
            + " order by line_no, delivery_id desc");
  }

  private java.util.List<String> states(String entity, Delivery delivery) {
    return merger.all(
        String.class,
        "select line_no || ' ' || row_state from merger_staged_"
            + entity
            + " where delivery_id = "
            + delivery.id()
            + " order by line_no");
  }

  private java.util.List<String> vanished() {
    return merger.all(String.class, "select source_key from merger_vanished order by 1");
  }
}
