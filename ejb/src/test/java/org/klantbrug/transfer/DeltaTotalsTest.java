package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;

/**
 * With a delivery of changes alone the old company gives the totals of what it delivers; with a
 * full one, those of all it has. Each is held against the same here.
 */
@OnDatabase
class DeltaTotalsTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final long later = in.run();

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void totalsOfADeliveryOfChangesAreThoseOfTheRecordsDelivered() {
    invoices("DELTA");
    control("INVOICE", "COUNT", "2");
    control("INVOICE", "SUM_amount", "90.00");
    var statement = in.reconciliation.make(in.carryLive(later, Kind.TRANSFER), T);

    assertThat(statement.balanced()).isTrue();
    assertThat(statement.line("INVOICE", "CONTROL_DELTA_COUNT").targetValue())
        .isEqualByComparingTo("2");
    assertThat(statement.line("INVOICE", "CONTROL_DELTA_SUM_amount").targetValue())
        .isEqualByComparingTo("90.00");
  }

  @Test
  void totalsOfAFullDeliveryAreThoseOfAllThatLivesHere() {
    invoices("FULL");
    control("INVOICE", "COUNT", "3");
    control("INVOICE", "SUM_amount", "132.50");
    var statement = in.reconciliation.make(in.carryLive(later, Kind.TRANSFER), T);

    assertThat(statement.balanced()).isTrue();
    assertThat(statement.line("INVOICE", "CONTROL_SUM_amount").targetValue())
        .isEqualByComparingTo("132.50");
  }

  @Test
  void withAFullDeliveryAndChangesOnTopTheTotalsAreOfAll() {
    invoices("FULL");
    var changes = delivery(Entity.INVOICE, "DELTA", "wijzigingen.csv");
    invoice(changes, "NEW", "I4", "10.00");
    control("INVOICE", "COUNT", "4");

    assertThat(unbalanced(in.carryLive(later, Kind.TRANSFER))).isEmpty();
  }

  @Test
  void aCentThatIsLostOfTheChangesIsFoundInTheirTotal() {
    invoices("DELTA");
    control("INVOICE", "SUM_amount", "90.00");
    var cutover = in.carryLive(later, Kind.TRANSFER);
    in.sql("update contract_invoice set amount = amount - 0.01 where source_key = 'I3'");

    assertThat(unbalanced(cutover)).contains("INVOICE CONTROL_DELTA_SUM_amount -0.01");
  }

  @Test
  void aRecordThatWasDeliveredAsItIsCountsToo() {
    var invoices = delivery(Entity.INVOICE, "DELTA", "facturen_nalevering.csv");
    in.stageAs(
        "UNCHANGED",
        invoices,
        Entity.INVOICE,
        "source_key",
        "I1",
        "customer_key",
        "B1",
        "contract_key",
        "C1",
        "amount",
        "42.50",
        "open_amount",
        "0.00",
        "issued_on",
        "2026-04-01",
        "state",
        "PAID");
    control("INVOICE", "COUNT", "1");
    control("INVOICE", "SUM_amount", "42.50");

    assertThat(unbalanced(in.carryLive(later, Kind.TRANSFER))).isEmpty();
  }

  @Test
  void customersOfADeliveryOfChangesAreCountedAsDelivered() {
    var customers = delivery(Entity.CUSTOMER, "DELTA", "klanten_nalevering.csv");
    in.stageAs("CHANGED", customers, Entity.CUSTOMER, "source_key", "B2", "family_name", "Anders");
    in.register(later);
    control("CUSTOMER", "COUNT", "1");

    assertThat(unbalanced(in.carryLive(later, Kind.TRANSFER))).isEmpty();
  }

  @Test
  void behindADifferenceStandsWhatWasDeliveredAndDoesNotLiveHere() {
    invoices("DELTA");
    in.stageAs(
        "PARKED",
        in.number("select max(id) from merger_delivery where entity = 'INVOICE'"),
        Entity.INVOICE,
        "source_key",
        "I9",
        "customer_key",
        "X9",
        "amount",
        "5.00");
    control("INVOICE", "SUM_amount", "95.00");
    var statement = in.reconciliation.make(in.carryLive(later, Kind.TRANSFER), T);

    var rows =
        in.reconciliation.rows(
            statement.id(), Entity.INVOICE, "CONTROL_DELTA_SUM_amount", Side.DIFFERENCE, 0);

    assertThat(rows).singleElement().satisfies(row -> assertThat(row.recordKey()).isEqualTo("I9"));
    assertThat(rows.get(0).sourceValue()).isEqualByComparingTo("5.00");
  }

  /** I2 is 50.00 now, I3 of 40.00 is new; I1 of 42.50 was brought by an earlier run. */
  private void invoices(String mode) {
    var delivered = delivery(Entity.INVOICE, mode, "facturen_nalevering.csv");
    invoice(delivered, "CHANGED", "I2", "50.00");
    invoice(delivered, "NEW", "I3", "40.00");
  }

  private void invoice(long delivery, String state, String key, String amount) {
    in.stageAs(
        state,
        delivery,
        Entity.INVOICE,
        "source_key",
        key,
        "customer_key",
        "B2",
        "contract_key",
        "C2",
        "amount",
        amount,
        "open_amount",
        "0.00",
        "issued_on",
        "2026-05-01",
        "state",
        "OPEN");
  }

  private long delivery(Entity entity, String mode, String fileName) {
    var id = in.delivery(later, in.theirs, entity, fileName);
    in.sql("update merger_delivery set mode = '%s' where id = %d".formatted(mode, id));
    return id;
  }

  private void control(String entity, String measure, String value) {
    takeover.control(later, measure, entity, value);
  }

  private List<String> unbalanced(long cutover) {
    return in.reconciliation.make(cutover, T).lines().stream()
        .filter(line -> !line.balances())
        .map(
            line ->
                line.entity()
                    + " "
                    + line.measure()
                    + " "
                    + line.difference().stripTrailingZeros().toPlainString())
        .toList();
  }
}
