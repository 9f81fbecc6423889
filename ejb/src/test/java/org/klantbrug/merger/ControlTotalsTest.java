package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.merger.DeliveriesTest.refused;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.shared.OnDatabase;

@OnDatabase
class ControlTotalsTest {
  @TempDir Path store;
  private MergerFixture merger;
  private ControlTotals totals;
  private ControlTotalChanges changes;
  private long run;

  @BeforeEach
  void openRun() {
    merger = new MergerFixture(store);
    changes = new ControlTotalChanges(merger.database, merger.audit);
    totals = new ControlTotals(merger.database, merger.deliveries, changes);
    run = merger.run();
  }

  @Test
  void aTotalIsACountOrASumOfAmountsAndTheLastOneStands() {
    totals.enter(List.of(total("SUM_amount", "15.00")), by(null));
    totals.enter(List.of(total("SUM_amount", "16.00")), by(null));

    assertThat(told()).containsExactly("INVOICE SUM_amount 16.00");
    refused("run.no-such-measure", () -> totals.enter(List.of(total("SUM_state", "1")), by(null)));
    refused("totals.count-wrong", () -> totals.enter(List.of(total("COUNT", "1.5")), by(null)));
    refused("totals.count-wrong", () -> totals.enter(List.of(total("COUNT", "-1")), by(null)));
    refused(
        "totals.amount-wrong", () -> totals.enter(List.of(total("SUM_amount", "1.005")), by(null)));
  }

  @Test
  void aTotalCanBeTakenAway() {
    totals.enter(List.of(total("COUNT", "3"), total("SUM_amount", "15.00")), by(null));

    totals.remove(run, merger.acquired, Entity.INVOICE, "COUNT", by(null));

    assertThat(told()).containsExactly("INVOICE SUM_amount 15.00");
  }

  @Test
  void afterTheRunIsClosedTheyStay() {
    totals.enter(List.of(total("COUNT", "3")), by(null));
    merger.database.use(
        handle -> handle.execute("update merger_run set state = 'CLOSED', closed_at = now()"));

    refused("run.closed", () -> totals.enter(List.of(total("COUNT", "4")), by(null)));
    refused(
        "run.closed", () -> totals.remove(run, merger.acquired, Entity.INVOICE, "COUNT", by(null)));
    refused("run.closed", () -> take("Soort;Aantal\nklanten;4\n"));
    assertThat(told()).containsExactly("INVOICE COUNT 3");
  }

  @Test
  void aFileOfTheOldCompanyIsReadWhole() {
    var taken =
        take(
            "Soort;Aantal;Bedrag;Kolom\n"
                + "klanten;1.250;;\n"
                + "facturen;2;-1.234,50;Bedrag\n"
                + "facturen;2;10,5;Openstaand\n");

    assertThat(taken).isEqualTo(4);
    assertThat(told())
        .containsExactly(
            "CUSTOMER COUNT 1250",
            "INVOICE COUNT 2",
            "INVOICE SUM_amount -1234.50",
            "INVOICE SUM_open_amount 10.50");
    assertThat(totals.ofRun(run)).extracting(ControlTotal::source).containsOnly("totalen.csv");
  }

  @Test
  void englishNamesAndPointsAreReadToo() {
    take("kind,count,amount,column\ninvoices,2,1234.50,open_amount\n");

    assertThat(told()).containsExactly("INVOICE COUNT 2", "INVOICE SUM_open_amount 1234.50");
  }

  @Test
  void aColumnMeansWhatTheSavedMappingSays() {
    merger.confirmed(run, Entity.INVOICE, "Factuurnr;Klantnr;Bedrag\nF1;1;5,00\nF2;1;6,00\n");

    refused("totals.unknown-column", () -> take("Soort;Bedrag;Kolom\nfacturen;11;Rest\n"));
    take("Soort;Bedrag;Kolom\nfacturen;11;bedrag\n");

    assertThat(told()).containsExactly("INVOICE SUM_amount 11.00");
  }

  @Test
  void allKindsThatAreNotKnownAreNamedAndNothingIsTakenOver() {
    assertThatThrownBy(() -> take("Soort;Aantal\nklanten;4\nkatten;1\nhonden;2\n"))
        .hasMessageContaining("honden, katten");

    assertThat(told()).isEmpty();
  }

  @Test
  void aWrongFigureIsRefusedWithItsLine() {
    assertThatThrownBy(() -> take("Soort;Aantal\nklanten;4\nfacturen;vier\n"))
        .hasMessageContaining("Line 3")
        .hasMessageContaining("vier");
    refused("totals.line-amount-wrong", () -> take("Soort;Bedrag;Kolom\nfacturen;veel;Bedrag\n"));
    refused("totals.contradiction", () -> take("Soort;Aantal\nklanten;4\nklanten;5\n"));
    refused("totals.no-figure", () -> take("Soort;Aantal\nklanten;\n"));
    refused("totals.no-kind-column", () -> take("Wat;Aantal\nklanten;4\n"));
    refused("delivery.file-empty", () -> take(""));
    assertThat(told()).isEmpty();
  }

  @Test
  void everyChangeIsKeptWithWhatItWasBeforeAndIsInTheLog() {
    totals.enter(List.of(total("SUM_amount", "15.00")), by(null));
    totals.enter(List.of(total("SUM_amount", "16.00")), by(null));
    totals.remove(run, merger.acquired, Entity.INVOICE, "SUM_amount", by("Wrong report"));

    assertThat(changed())
        .containsExactly(
            "Sanne: null to 15.00, null",
            "Sanne: 15.00 to 16.00, null",
            "Sanne: 16.00 to null, Wrong report");
    assertThat(
            merger.all(
                String.class,
                "select actor || ' ' || action || ' ' || purpose from audit_event order by id"))
        .containsExactly(
            "sanne totalEntered INVOICE SUM_amount: - -> 15.00",
            "sanne totalChanged INVOICE SUM_amount: 15.00 -> 16.00",
            "sanne totalRemoved INVOICE SUM_amount: 16.00 -> -");
  }

  @Test
  void whatIsEnteredAsItWasIsNoChange() {
    totals.enter(List.of(total("SUM_amount", "15.00")), by(null));
    merger.importJobIs(run, "import-master-data", "COMPLETED");

    totals.enter(List.of(total("SUM_amount", "15")), by(null));

    assertThat(changed()).hasSize(1);
    assertThat(changes.ofRun(run)).noneMatch(ControlTotalChanges.Change::isCorrection);
  }

  @Test
  void onceTheFilesOfItsPartAreReadATotalNeedsAReason() {
    totals.enter(List.of(total("COUNT", "3")), by(null));
    merger.importJobIs(run, "import-master-data", "COMPLETED");

    refused("totals.reason-missing", () -> totals.enter(List.of(total("COUNT", "4")), by(" ")));
    refused(
        "totals.reason-missing",
        () -> totals.enter(List.of(total("SUM_amount", "9.00")), by(null)));
    refused(
        "totals.reason-missing",
        () -> totals.remove(run, merger.acquired, Entity.INVOICE, "COUNT", by(null)));
    assertThat(told()).containsExactly("INVOICE COUNT 3");
    totals.enter(List.of(total(Entity.CONTACT, "COUNT", "9")), by(null));

    totals.enter(List.of(total("COUNT", "4")), by(" Counted anew "));

    assertThat(told()).containsExactly("CONTACT COUNT 9", "INVOICE COUNT 4");
    assertThat(changes.ofRun(run))
        .filteredOn(ControlTotalChanges.Change::isCorrection)
        .extracting(ControlTotalChanges.Change::reason)
        .containsExactly("Counted anew");
  }

  @Test
  void whatASignedStatementWasComparedWithStays() {
    totals.enter(List.of(total("COUNT", "3"), total(Entity.CONTACT, "COUNT", "9")), by(null));
    merger.cutover(run, "TRANSFER");
    merger.database.use(
        handle ->
            handle.execute(
                "insert into transfer_reconciliation (cutover_id, made_at, balanced, signed_by, signed_at)"
                    + " select id, now(), true, started_by, now() from transfer_cutover"));

    refused("totals.signed", () -> totals.enter(List.of(total("COUNT", "4")), by("Late")));
    refused(
        "totals.signed",
        () -> totals.remove(run, merger.acquired, Entity.INVOICE, "COUNT", by("Late")));
    totals.enter(List.of(total(Entity.CONTACT, "COUNT", "10")), by("Late"));

    assertThat(told()).containsExactly("CONTACT COUNT 10", "INVOICE COUNT 3");
  }

  private ControlTotals.By by(String reason) {
    return new ControlTotals.By(merger.staff, reason, MergerFixture.NOW);
  }

  private List<String> changed() {
    return changes.ofRun(run).stream()
        .map(
            change ->
                change.who()
                    + ": "
                    + change.before()
                    + " to "
                    + change.after()
                    + ", "
                    + change.reason())
        .toList();
  }

  private int take(String text) {
    var content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return totals.take(run, merger.acquired, content, "totalen.csv", by(null));
  }

  private ControlTotal total(String measure, String value) {
    return total(Entity.INVOICE, measure, value);
  }

  private ControlTotal total(Entity entity, String measure, String value) {
    return new ControlTotal(run, merger.acquired, entity, measure, new BigDecimal(value), "ledger");
  }

  private List<String> told() {
    return totals.ofRun(run).stream()
        .map(total -> total.entity() + " " + total.measure() + " " + total.value())
        .toList();
  }
}
