package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** Each guard stops whom it is meant for, names the row that shows it, and nobody else. */
@OnDatabase
class GuardsTest {
  private static final String MANDATE =
      """
      insert into contract_mandate (identity_id, source_key, iban, account_holder, creditor_id, signed_on, last_used_on, state)
      values (%d, '%s', 'NL91ABNA0417164300', 'S. Bakker', 'NL98ZZZ998877660000', '2020-01-01', %s, 'ACTIVE')""";

  private final WaveFixture on = WaveFixture.live();

  @AfterEach
  void close() {
    on.close();
  }

  @BeforeEach
  void aCleanAccountIsPlanned() {
    on.contract("B4", "C4", "A4", 20);
    mandate("M4", "'2026-04-20'");
    on.in.sql("update transfer_held_complaint set text = 'De monteur kwam niet'");
    on.plan();
    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void aPeriodThatWasPaidIsNotDebitedAgain() {
    var day = on.day("A4");
    invoice("F1", day.minusDays(10) + "", day.plusDays(10) + "", "PAID", null);
    invoice("F2", day.minusDays(40) + "", day.minusDays(11) + "", "PAID", null);

    on.check();

    assertThat(on.stops("A4")).containsExactly("G05_INVOICE_ALREADY_PAID F1");
  }

  @Test
  void aPaidPeriodOfNoContractIsOfEachAccountOfItsCustomer() {
    var day = on.day("A4");
    invoice("F1", day.minusDays(10) + "", day.plusDays(10) + "", "PAID", null);
    on.in.sql("update contract_invoice set contract_key = null where source_key = 'F1'");

    on.check();

    assertThat(on.stops("A4")).containsExactly("G05_INVOICE_ALREADY_PAID F1");
  }

  @Test
  void aPaidInvoiceWithoutPeriodIsOfTheMonthFromWhenItWasMade() {
    var day = on.day("A4");
    invoice("F1", day.minusDays(10) + "", day + "", "PAID", null);
    invoice("F2", day.minusDays(10) + "", day + "", "PAID", null);
    on.in.sql("update contract_invoice set period_from = null, period_to = null");
    on.in.sql(
        "update contract_invoice set issued_on = date '%s' where source_key = 'F1'"
            .formatted(day.minusDays(31)));
    on.in.sql(
        "update contract_invoice set issued_on = date '%s' where source_key = 'F2'"
            .formatted(day.minusDays(32)));

    on.check();

    assertThat(on.stops("A4")).containsExactly("G05_INVOICE_ALREADY_PAID F1");
  }

  @Test
  void anOverdueBillOfNoContractStops() {
    invoice("F1", "2026-03-01", "2026-03-31", "OPEN", "2026-04-20");
    on.in.sql("update contract_invoice set contract_key = null where source_key = 'F1'");

    on.check();

    assertThat(on.stops("A4")).containsExactly("DUNNING_IN_FLIGHT F1");
  }

  @Test
  void aPaidPeriodBeforeTheWaveStopsNobody() {
    var day = on.day("A4");
    invoice("F2", day.minusDays(40) + "", day.minusDays(1) + "", "PAID", null);

    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void anArrangementThatLacksWhatItNeedsStops() {
    invoice("F1", "2026-04-01", "2026-04-30", "PARTLY_PAID", "2026-06-01");
    arrangement("R9", "null");
    on.check();
    assertThat(on.stops("A4")).containsExactly("G06_ARRANGEMENT_NOT_COPIED R9");

    on.in.sql("update contract_arrangement set term_amount = 10.00 where source_key = 'R9'");
    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void anArrangementThatWasRejectedStops() {
    on.in.sql(
        """
        insert into merger_reject (delivery_id, line_no, code, expected, customer_key)
        select id, 77, 'NO_KEY', 'a key', 'B4' from merger_delivery where entity = 'ARRANGEMENT'""");

    on.check();

    assertThat(on.stops("A4")).containsExactly("G06_ARRANGEMENT_NOT_COPIED 77");
  }

  @Test
  void aMandateOfMoreThan36MonthsAgoIsExpired() {
    on.in.sql("update contract_mandate set last_used_on = '2023-01-01' where source_key = 'M4'");
    on.check();
    assertThat(on.stops("A4")).containsExactly("G07_MANDATE_EXPIRED_36M M4");

    on.in.sql("update contract_mandate set state = 'EXPIRED' where source_key = 'M4'");
    mandate("M5", "'2026-03-01'");
    on.check();

    assertThat(on.stops("A4")).as("a newer one took its place").isEmpty();
  }

  @Test
  void aMandateUsed36MonthsBeforeTheWaveMayBeUsedNoMore() {
    var day = on.day("A4");
    on.in.sql(
        "update contract_mandate set last_used_on = date '%s'".formatted(day.minusMonths(36)));
    on.check();
    assertThat(on.stops("A4")).hasSize(1);

    on.in.sql(
        "update contract_mandate set last_used_on = date '%s'"
            .formatted(day.minusMonths(36).plusDays(1)));
    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void aDebitNeedsACompleteMandate() {
    on.in.sql("update contract_mandate set creditor_id = null where source_key = 'M4'");
    on.check();
    assertThat(on.stops("A4")).containsExactly("G08_MANDATE_DATA_INCOMPLETE M4");

    on.in.sql("update contract_mandate set state = 'WITHDRAWN' where source_key = 'M4'");
    on.check();
    assertThat(on.stops("A4")).containsExactly("G08_MANDATE_DATA_INCOMPLETE B4");

    on.in.sql(
        "update contract_contract set payment_method = 'Overschrijving' where source_key = 'C4'");
    on.plan();

    assertThat(on.stops("A4")).as("who pays otherwise needs none").isEmpty();
  }

  @Test
  void aPairInDoubtStops() {
    on.in.pair(on.takeover.run, "B4", "A3", "REVIEW", "DOUBT", 4.0);
    on.check();
    assertThat(on.stops("A4")).containsExactly("G10_MATCH_UNRESOLVED B4");

    on.in.sql("update matching_pair set verdict = 'NOT_SAME' where verdict = 'DOUBT'");
    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void untilFinanceSignedTheWholeWaveWaits() {
    assertThat(wholeStops()).contains(Guard.G11_RECONCILIATION_OPEN);

    on.sign();
    on.check();

    assertThat(wholeStops()).isEmpty();
  }

  @Test
  void anOldExtractStopsTheWholeWaveShortlyBeforeItsDay() {
    on.sign();
    on.check();
    assertThat(wholeStops()).as("long before it, a newer one may come").isEmpty();

    on.at(on.day("A4").minusDays(2).atTime(9, 0).toInstant(ZoneOffset.UTC));
    on.check();

    assertThat(wholeStops()).containsExactly(Guard.DATA_STALE);
  }

  @Test
  void anOpenComplaintAboutABillStops() {
    complaint("K2026-000001", "BILLING", "INVESTIGATION");
    complaint("K2026-000002", "SERVICE", "INVESTIGATION");
    on.check();
    assertThat(on.stops("A4")).containsExactly("G12_COMPLAINT_OPEN_ON_BILLING K2026-000001");

    on.in.sql("update complaint_complaint set stage = 'CLOSED', closed_at = now()");
    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void aComplaintAboutABillThatCameOverAndWaitsStops() {
    on.in.sql("update transfer_held_complaint set text = 'Mijn factuur klopt niet'");
    on.check();
    assertThat(on.stops("A4")).containsExactly("G12_COMPLAINT_OPEN_ON_BILLING K1");
  }

  @Test
  void aDayThatBecameTooSmallStopsThoseWhoAreTooMany() {
    on.contract("B4", "C5", "A5", 20);
    on.plan();
    on.in.sql("update wave_setting set capacity = 1");

    on.check();

    var stopped =
        on.in.texts(
            """
            select m.account_key from wave_guard_result g join wave_member m on m.id = g.member_id
             where g.code = 'G15_CAPACITY_FULL' and g.cleared_at is null and m.billing_day = 20 order by m.id""");
    assertThat(stopped).hasSize(2).doesNotContain("C2");
  }

  @Test
  void aLegalHoldStops() {
    on.in.sql(
        """
        insert into privacy_hold (party_id, reason, placed_by, placed_at)
        values (%d, 'Rechtszaak', %d, now())"""
            .formatted(on.in.party(on.in.theirs, "B4"), on.in.operator));
    on.check();
    assertThat(on.stops("A4")).singleElement().asString().startsWith("G16_LEGAL_HOLD");

    on.in.sql(
        "update privacy_hold set lifted_at = now(), lifted_by = %d, lifted_because = 'Klaar'"
            .formatted(on.in.operator));
    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void anOverdueBillWithoutArrangementStops() {
    invoice("F1", "2026-03-01", "2026-03-31", "OPEN", "2026-04-20");
    on.check();
    assertThat(on.stops("A4")).containsExactly("DUNNING_IN_FLIGHT F1");

    arrangement("R9", "10.00");
    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void aBillThatIsNotYetDueStopsNobody() {
    invoice("F1", "2026-03-01", "2026-03-31", "OPEN", "2026-06-20");

    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void aSpecialCircumstanceStopsAndBeingStaffDoesNot() {
    on.in.sql("update customer_identity set circumstance = 'GUARDIANSHIP' where source_key = 'B4'");
    on.check();
    assertThat(on.stops("A4")).containsExactly("CIRCUMSTANCE B4");

    on.in.sql("update customer_identity set circumstance = 'STAFF' where source_key = 'B4'");
    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void aContractThatIsBeingChangedStops() {
    for (var change :
        List.of("state = 'SUSPENDED'", "start_date = '2026-08-01'", "end_date = '2026-06-25'")) {
      on.in.sql(
          "update contract_contract set state = 'ACTIVE', start_date = null, end_date = null where source_key = 'C4'");
      on.in.sql("update contract_contract set " + change + " where source_key = 'C4'");
      on.check();
      assertThat(on.stops("A4")).as(change).containsExactly("IN_FLIGHT_ITEM C4");
    }
    on.in.sql(
        "update contract_contract set state = 'ACTIVE', start_date = '2020-01-01', end_date = '2030-01-01' where source_key = 'C4'");
    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void ofSeveralMandatesFinanceSaysWhichIsOfTheAccount() {
    mandate("M5", "'2026-03-01'");
    on.check();
    assertThat(on.stops("A4")).containsExactly("MANDATE_UNCLEAR M4, M5");

    assertThatThrownBy(() -> choose("M9", 0)).hasMessageContaining("mandate");
    choose("M4", 0);
    assertThat(on.stops("A4")).as("at once").isEmpty();
    on.check();
    assertThat(on.stops("A4")).isEmpty();
    assertThatThrownBy(() -> choose("M5", 0)).hasMessageContaining("meantime");
    choose("M5", 1);
    on.in.sql("update contract_mandate set creditor_id = null where source_key = 'M5'");
    on.check();

    assertThat(on.stops("A4"))
        .as("the one that counts")
        .containsExactly("G08_MANDATE_DATA_INCOMPLETE M5");
  }

  @Test
  void noOtherMandateTakesThePlaceOfTheOneThatFinanceChose() {
    mandate("M5", "'2026-03-01'");
    choose("M5", 0);
    on.in.sql("update contract_mandate set state = 'WITHDRAWN' where source_key = 'M5'");
    on.check();

    assertThat(on.stops("A4")).as("M4 is of something else").containsExactly("MANDATE_UNCLEAR M4");
    assertThat(on.mandates.of(on.in.merger, true, null, on.finance))
        .extracting(Mandates.Account::account)
        .containsExactly("A4");
    choose("M4", 1);
    on.check();
    assertThat(on.stops("A4")).isEmpty();
    assertThat(on.mandates.of(on.in.merger, true, null, on.finance)).isEmpty();
  }

  @Test
  void aMandateThatHadLapsedWhenAnotherWasUsedIsNoQuestion() {
    mandate("M5", "'2023-01-01'");
    on.check();

    assertThat(on.stops("A4")).isEmpty();
  }

  @Test
  void accountsWithSeveralMandatesAreListedWithTheEndsOfTheirBankAccounts() {
    assertThat(on.mandates.of(on.in.merger, true, null, on.finance)).isEmpty();
    mandate("M5", "'2026-03-01'");

    var listed = on.mandates.of(on.in.merger, true, null, on.finance);
    assertThat(listed)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.account()).isEqualTo("A4");
              assertThat(one.mandates())
                  .extracting(Mandates.Mandate::key)
                  .containsExactly("M4", "M5");
              assertThat(one.mandates()).allMatch(each -> each.iban().startsWith("****"));
            });

    choose("M4", 0);
    assertThat(on.mandates.of(on.in.merger, true, null, on.finance)).isEmpty();
    assertThat(on.mandates.of(on.in.merger, false, null, on.finance))
        .extracting(Mandates.Account::chosen)
        .containsExactly("M4");
  }

  private void choose(String mandate, int version) {
    on.mandates.choose(on.in.merger, on.member("A4"), mandate, version, on.finance);
  }

  private List<Guard> wholeStops() {
    return on.waves.wholeStops(on.wave("A4")).stream().map(Waves.WaveStop::guard).toList();
  }

  private void mandate(String key, String usedOn) {
    on.in.sql(MANDATE.formatted(on.identity("B4"), key, usedOn));
  }

  private void invoice(String key, String from, String to, String state, String dueOn) {
    on.in.sql(
        """
        insert into contract_invoice (identity_id, source_key, contract_key, period_from, period_to, due_on, amount, open_amount, state)
        values (%d, '%s', 'C4', '%s', '%s', %s, 30.00, %s, '%s')"""
            .formatted(
                on.identity("B4"),
                key,
                from,
                to,
                dueOn == null ? "null" : "'" + dueOn + "'",
                state.equals("PAID") ? "0" : "30.00",
                state));
  }

  private void arrangement(String key, String term) {
    on.in.sql(
        """
        insert into contract_arrangement (identity_id, source_key, invoice_key, amount, terms, term_amount, first_due_on, state)
        values (%d, '%s', 'F1', 30.00, 3, %s, '2026-05-20', 'RUNNING')"""
            .formatted(on.identity("B4"), key, term));
  }

  private void complaint(String number, String cause, String stage) {
    on.in.sql(
        """
        insert into complaint_complaint (number, identity_id, received_at, registered_at, text, regime_code, stage, cause)
        values ('%s', %d, now(), now(), 'Klopt niet', (select min(code) from complaint_regime), '%s', '%s')"""
            .formatted(number, on.identity("B4"), stage, cause));
  }
}
