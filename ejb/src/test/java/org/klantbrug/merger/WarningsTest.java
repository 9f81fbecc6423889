package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.klantbrug.merger.DeliveriesTest.refused;
import static org.klantbrug.merger.MergerFixture.NOW;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.OnDatabase;

@OnDatabase
class WarningsTest {
  private static final String CUSTOMERS =
      "Klantnr;Geslacht;Geboortedatum;Postcode;Klant sinds\n"
          + "1;V;31-02-1980;1234AB;01-01-2020\n"
          + "2;M;01-02-1980;1234AB;01-01-2020\n"
          + "3;Mw;02-02-1980;1234AB;01-01-2020\n"
          + "4;Mw;03-02-1980;1234AB;01-01-2020\n"
          + "4;Mw;03-02-1980;1234AB;01-01-2020\n";
  private static final Warnings.Kind SEX = new Warnings.Kind("sex", Reason.NOT_IN_LIST);

  @TempDir Path store;
  private MergerFixture merger;
  private Warnings warnings;
  private Delivery delivery;

  @BeforeEach
  void importFileWithWarnings() {
    merger = new MergerFixture(store);
    warnings = new Warnings(merger.database, merger.audit, merger.heard);
    delivery = merger.imported(merger.run(), Entity.CUSTOMER, CUSTOMERS);
  }

  @Test
  void warningsAreCountedByFieldAndReasonWithTheirValues() {
    assertThat(warnings.counts(delivery.id()))
        .isEqualTo(
            Map.of(
                SEX,
                3L,
                new Warnings.Kind("birth_date", Reason.WRONG_DATE),
                1L,
                new Warnings.Kind("source_key", Reason.REPEATED_RECORD),
                1L));
    assertThat(warnings.values(delivery.id(), SEX, 10)).isEqualTo(Map.of("Mw", 3L));
    assertThat(delivery.counts().warned()).isEqualTo(5);
  }

  @Test
  void aPersonGivesTheValueOfOneField() {
    var wrong = open(Reason.WRONG_DATE).get(0);
    assertThat(wrong.raw()).isEqualTo("31-02-1980");

    refused(
        "warning.still-wrong",
        () -> warnings.setValue(wrong.id(), "1980-02-31", merger.staff, NOW));
    warnings.setValue(wrong.id(), "1980-02-28", merger.staff, NOW);

    assertThat(value(2, "birth_date")).isEqualTo("1980-02-28");
    assertThat(open(Reason.WRONG_DATE)).isEmpty();
    assertThat(merger.deliveries.read(delivery.id()).counts().warned()).isEqualTo(4);
    refused(
        "warning.not-open", () -> warnings.setValue(wrong.id(), "1980-02-27", merger.staff, NOW));
  }

  @Test
  void oneValueSettlesAllFieldsThatWereDeliveredTheSame() {
    refused(
        "warning.still-wrong",
        () -> warnings.setAll(delivery.id(), SEX, "Mw", "Q", merger.staff, NOW));

    assertThat(warnings.setAll(delivery.id(), SEX, "Mw", "F", merger.staff, NOW)).isEqualTo(3);

    assertThat(value(4, "sex")).isEqualTo("F");
    assertThat(value(3, "sex")).isEqualTo("M");
    assertThat(merger.deliveries.read(delivery.id()).counts().warned()).isEqualTo(2);
  }

  @Test
  void aRecordWithAValueGivenByHandIsAnotherAndItsCustomerIsToldOf() {
    var before = value(2, "content_sha");

    warnings.setValue(open(Reason.WRONG_DATE).get(0).id(), "1980-02-28", merger.staff, NOW);

    assertThat(value(2, "content_sha")).isNotEqualTo(before);
    assertThat(merger.valuesSet)
        .containsExactly(new CustomerValuesSet(delivery.id(), List.of(2L), NOW));
  }

  @Test
  void theSameRecordInALaterFileGetsTheSameValuesAndIsThenUnchanged() {
    warnings.setValue(open(Reason.WRONG_DATE).get(0).id(), "1980-02-28", merger.staff, NOW);
    warnings.setAll(delivery.id(), SEX, "Mw", "F", merger.staff, NOW);

    var later =
        merger.imported(
            merger.run(),
            Entity.CUSTOMER,
            CUSTOMERS.replace("3;Mw;02-02-1980;1234AB", "3;Mw;02-02-1980;9999ZZ")
                + "5;Mw;04-02-1980;1234AB;01-01-2020\n");

    assertThat(
            merger.all(
                String.class,
                "select line_no || ' ' || coalesce(sex, '-') || ' ' || row_state"
                    + " from merger_staged_customer where delivery_id = %d order by line_no"
                        .formatted(later.id())))
        .containsExactly(
            "2 F UNCHANGED",
            "3 M UNCHANGED",
            "4 F CHANGED",
            "5 F UNCHANGED",
            "6 F DUPLICATE",
            "7 - NEW");
    assertThat(
            merger.all(
                String.class,
                "select birth_date from merger_staged_customer where line_no = 2 order by delivery_id"))
        .containsExactly("1980-02-28", "1980-02-28");
    assertThat(later.counts().warned()).isEqualTo(2);
  }

  @Test
  void aValueGivenToOneOfTwoEqualRecordsWithoutAKeyIsGivenToThatOneAgainAndNoneIsDoubled() {
    var contacts =
        "Klantnr;Datum;Kanaal;Tekst\n"
            + "1;05-06-2023 12:00;Postduif;vraag\n"
            + "1;05-06-2023 12:00;Postduif;vraag\n";
    var first = merger.imported(merger.run(), Entity.CONTACT, contacts);
    var second =
        warnings.open(new Warnings.Filter(first.id(), "channel", null, null), 0, 10).get(1);
    warnings.setValue(second.id(), "LETTER", merger.staff, NOW);

    var later =
        merger.imported(
            merger.run(), Entity.CONTACT, contacts + "1;06-06-2023 12:00;Postduif;dank\n");

    assertThat(
            merger.all(
                String.class,
                "select line_no || ' ' || coalesce(channel, '-') || ' ' || row_state"
                    + " from merger_staged_contact where delivery_id = %d order by line_no"
                        .formatted(later.id())))
        .containsExactly("2 - UNCHANGED", "3 LETTER UNCHANGED", "4 - NEW");
  }

  @Test
  void acceptedWarningsLeaveTheFieldsAsTheyAre() {
    assertThat(warnings.accept(delivery.id(), SEX, merger.staff, NOW)).isEqualTo(3);

    assertThat(value(4, "sex")).isNull();
    assertThat(warnings.counts(delivery.id())).hasSize(2);
  }

  @Test
  void theKeyOfARecordIsNotChangedHere() {
    var repeated = open(Reason.REPEATED_RECORD).get(0);

    refused("warning.key-stays", () -> warnings.setValue(repeated.id(), "5", merger.staff, NOW));
  }

  @Test
  void warningsAreFoundByFieldReasonAndPartOfTheValueAPageAtATime() {
    var all = new Warnings.Filter(delivery.id(), null, null, null);
    var first = warnings.open(all, 0, 2);

    assertThat(first).hasSize(2);
    assertThat(warnings.open(all, first.get(1).id(), 10))
        .hasSize(3)
        .doesNotContainAnyElementsOf(first);
    assertThat(warnings.open(new Warnings.Filter(delivery.id(), "sex", null, "mW"), 0, 10))
        .hasSize(3);
    assertThat(warnings.open(new Warnings.Filter(delivery.id(), null, null, "%"), 0, 10)).isEmpty();
  }

  @Test
  void whoReadsDeliveredValuesIsWrittenDown() {
    var ofSex = new Warnings.Filter(delivery.id(), SEX.field(), SEX.code(), null);
    var notThere = new Warnings.Filter(delivery.id(), SEX.field(), SEX.code(), "no such value");

    assertThat(warnings.shown(ofSex, 0, 2, merger.staff)).hasSize(2);
    assertThat(warnings.shown(notThere, 0, 2, merger.staff)).isEmpty();
    var shown = warnings.shown(notThere, 0, 2, 5, merger.staff);

    assertThat(shown.rows()).isEmpty();
    assertThat(shown.values()).as("these it shows all the same").isEqualTo(Map.of("Mw", 3L));
    assertThat(merger.audit.about("file", delivery.id(), 10))
        .filteredOn(entry -> entry.action().equals("warningsRead"))
        .extracting(Audit.Entry::actor, Audit.Entry::purpose)
        .containsExactly(tuple("sanne", "sex NOT_IN_LIST 1"), tuple("sanne", "sex NOT_IN_LIST 2"));
  }

  @Test
  void oneDeliveredValueCanBeAcceptedApart() {
    assertThat(warnings.acceptValue(delivery.id(), SEX, "Mevr", merger.staff, NOW)).isZero();
    assertThat(warnings.acceptValue(delivery.id(), SEX, "Mw", merger.staff, NOW)).isEqualTo(3);

    assertThat(warnings.counts(delivery.id())).doesNotContainKey(SEX);
    assertThat(merger.deliveries.read(delivery.id()).counts().warned()).isEqualTo(2);
  }

  @Test
  void whatAClosedRunHoldsStaysAsItIs() {
    merger.database.use(
        handle -> handle.execute("update merger_run set state = 'CLOSED', closed_at = now()"));

    refused("run.closed", () -> warnings.accept(delivery.id(), SEX, merger.staff, NOW));
    refused("run.closed", () -> warnings.setAll(delivery.id(), SEX, "Mw", "F", merger.staff, NOW));
  }

  private List<Warnings.Warning> open(Reason code) {
    return warnings.open(new Warnings.Filter(delivery.id(), null, code, null), 0, 10);
  }

  private String value(long line, String column) {
    return merger.database.with(
        handle ->
            handle
                .createQuery(
                    "select cast("
                        + column
                        + " as text) from merger_staged_customer where line_no = :line")
                .bind("line", line)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
  }
}
