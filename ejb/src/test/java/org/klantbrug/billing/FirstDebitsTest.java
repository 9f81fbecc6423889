package org.klantbrug.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** C1 of B1 is debited 42.50 by mandate M1 for the first time by us on 20 May. */
@OnDatabase
class FirstDebitsTest {
  private static final Instant AFTER = Instant.parse("2026-05-21T08:00:00Z");
  private static final String OLD_CREDITOR = "DE11ZZZ00000000001";

  private final BillingFixture on = new BillingFixture();
  private long wave;

  @AfterEach
  void close() {
    on.close();
  }

  @BeforeEach
  void anAccountIsHandedOver() {
    on.confirmed(
        "",
        Map.of(Subject.CREDITOR_ID, BillingFixture.CREDITOR, Subject.IBAN, BillingFixture.IBAN));
    on.in.sql(
        "update contract_mandate set creditor_id = '%s' where source_key = 'M1'"
            .formatted(OLD_CREDITOR));
    wave = on.wave("2026-05-20");
    on.memberOver("B1", "C1", wave);
    on.at(AFTER);
  }

  private void handOver() {
    on.handovers.make(wave, null, AFTER, on.operator);
  }

  @Test
  void aDebitOfTheRightAmountIsRightAndRemindersWaitForFinance() {
    handOver();
    read(BankXml.debit("08", "M1", "42.50", "2026-05-20"));
    assertThat(state()).isEqualTo("RIGHT");
    assertThat(dunning()).isFalse();

    on.debits.verify(wave, on.finance);

    assertThat(dunning()).isTrue();
    assertThat(on.work).isEmpty();
    assertThat(on.happened).containsExactly("verifyFirstDebit " + wave);
    assertThat(on.debits.of(on.in.merger))
        .singleElement()
        .satisfies(
            is -> {
              assertThat(is.right()).isEqualTo(1);
              assertThat(is.blocked()).isZero();
              assertThat(is.watchedUntil()).isEqualTo("2026-07-15");
            });
  }

  @Test
  void anotherAmountBecomesATaskWithItsEvidenceAndStaysBlocked() {
    handOver();
    read(BankXml.debit("02", "M1", "45.00", "2026-05-20"));

    on.debits.verify(wave, on.finance);

    assertThat(state()).isEqualTo("WRONG_AMOUNT");
    assertThat(on.work).containsExactly("solveWrongDebit");
    assertThat(on.reasons).singleElement().asString().contains("45.00").contains("42.50");
    assertThat(dunning()).isFalse();
  }

  @Test
  void bothCompaniesDebitIsFound() {
    handOver();
    read(BankXml.debit("08", "M1", "42.50", "2026-05-20"));
    read("S2", BankXml.debitBy(OLD_CREDITOR, "M1", "42.50", "2026-05-21"), BankXml.THEIRS);

    assertThat(state()).isEqualTo("BOTH");
    assertThat(on.work).containsExactly("solveWrongDebit");
    assertThat(on.debits.page(wave, FirstDebits.Show.WRONG, null, on.finance))
        .extracting(FirstDebits.FirstDebit::account)
        .containsExactly("C1");
  }

  @Test
  void aDebitOfTheOldCompanyAloneIsFound() {
    handOver();
    read("S2", BankXml.debitBy(OLD_CREDITOR, "M1", "42.50", "2026-05-21"), BankXml.THEIRS);

    assertThat(state()).isEqualTo("OLD_ONLY");
  }

  @Test
  void aPeriodThatWasPaidAlreadyIsNotDebitedAgain() {
    on.in.sql(
        """
        insert into contract_invoice (identity_id, source_key, contract_key, period_from, period_to, amount, paid_on, state)
        values (%d, 'I7', 'C1', '2026-05-10', '2026-06-09', 42.50, '2026-05-20', 'PAID')"""
            .formatted(on.in.identity(on.in.theirs, "B1")));
    handOver();
    assertThat(on.in.text("select cast(first_debit_on as text) from billing_account"))
        .isEqualTo("2026-06-20");

    read(BankXml.debit("08", "M1", "42.50", "2026-05-20"));

    assertThat(state()).isEqualTo("BOTH");
    assertThat(on.work).containsExactly("solveWrongDebit");
  }

  @Test
  void aRefusedDebitSaysWhy() {
    handOver();
    on.bank.take(
        on.in.merger, "pain.xml", stream(BankXml.status("M1", "RJCT", "AC04")), on.operator);

    assertThat(state()).isEqualTo("REFUSED");
    assertThat(on.debits.page(wave, FirstDebits.Show.REFUSED, null, on.finance))
        .extracting(FirstDebits.FirstDebit::reason)
        .containsExactly("AC04");
  }

  @Test
  void aRefundAfterWeeksStopsRemindersAgain() {
    handOver();
    read(BankXml.debit("08", "M1", "42.50", "2026-05-20"));
    on.debits.verify(wave, on.finance);

    read("S2", BankXml.returned("08", "M1", "42.50", "2026-07-10", "MD06"), BankXml.OURS);

    assertThat(state()).isEqualTo("REFUNDED");
    assertThat(dunning()).isFalse();
    assertThat(on.work).containsExactly("solveWrongDebit");
  }

  @Test
  void theSameEntryInAnotherFileCountsOnce() {
    handOver();
    read(BankXml.debit("08", "M1", "42.50", "2026-05-20"));

    var counts =
        read(
            "S1",
            BankXml.debit("08", "M1", "42.50", "2026-05-20") + "<!-- again -->",
            BankXml.OURS);

    assertThat(counts.used()).isZero();
    assertThat(state()).isEqualTo("RIGHT");
    assertThat(unused(counts)).containsExactly("billing.line.known-entry");
  }

  @Test
  void twoDebitsByUsAreFound() {
    handOver();
    read(
        BankXml.debit("08", "M1", "42.50", "2026-05-20")
            + BankXml.debit("08", "M1", "42.50", "2026-05-22"));

    assertThat(state()).isEqualTo("TWICE");
  }

  @Test
  void whatIsOfNoAccountIsKeptAside() {
    handOver();
    var counts = read(BankXml.debit("08", "M9", "42.50", "2026-05-20"));

    assertThat(unused(counts)).containsExactly("billing.line.no-account");
    assertThat(unused(read("S3", BankXml.debitBy("X", "M1", "1.00", "2026-05-20"), "NL00X")))
        .containsExactly("billing.line.no-side");
  }

  @Test
  void aDebitThatIsNotSeenInTimeIsMissing() {
    handOver();
    assertThat(on.debits.of(on.in.merger).get(0).missing()).isZero();

    on.at(Instant.parse("2026-05-26T08:00:00Z"));

    assertThat(on.debits.of(on.in.merger).get(0).missing()).isEqualTo(1);
  }

  @Test
  void aBrokenFileLeavesNothing() {
    handOver();
    var broken =
        BankXml.statement("08", "S1", BankXml.debit("08", "M1", "42.50", "2026-05-20") + "<Ntry>");

    assertThatThrownBy(() -> on.bank.take(on.in.merger, "x.xml", stream(broken), on.operator))
        .extracting("key")
        .isEqualTo("billing.bank-broken");
    assertThat(on.in.number("select count(*) from billing_debit")).isZero();
    assertThat(on.files.of(on.in.merger, List.of(FileKind.BANK))).isEmpty();
  }

  private TakenFiles.Counts read(String entries) {
    return read("S1", entries, BankXml.OURS);
  }

  private TakenFiles.Counts read(String id, String entries, String iban) {
    return on.bank.take(
        on.in.merger,
        "camt.xml",
        stream(BankXml.statement(entries.contains("<Sts>BOOK") ? "02" : "08", id, iban, entries)),
        on.operator);
  }

  private static ByteArrayInputStream stream(String xml) {
    return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> unused(TakenFiles.Counts counts) {
    return on.files.unused(on.in.merger, counts.fileId(), on.finance).stream()
        .map(TakenFiles.Unused::reason)
        .toList();
  }

  private String state() {
    return on.in.text("select debit_state from billing_account where account_key = 'C1'");
  }

  private boolean dunning() {
    return on.in.number("select count(*) from billing_account where dunning_from is not null") > 0;
  }
}
