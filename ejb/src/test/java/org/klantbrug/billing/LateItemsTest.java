package org.klantbrug.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.billing.LateItems.Kind;
import org.klantbrug.shared.OnDatabase;

/**
 * B1 paid all his bills, B2 has one open of 61.25 with the old company; both went over on 20 May.
 */
@OnDatabase
class LateItemsTest {
  private static final LocalDate DAY = LocalDate.parse("2026-05-21");

  private final BillingFixture on = new BillingFixture();

  @AfterEach
  void close() {
    on.close();
  }

  @BeforeEach
  void bothWentOver() {
    on.in.sql("update contract_arrangement set state = 'KEPT'");
    on.in.sql("update contract_mandate set iban = 'NL20INGB0001234567' where source_key = 'M1'");
    on.confirmed("", Map.of(Subject.IBAN, BillingFixture.IBAN));
    on.in.sql("update billing_change set old_value = 'NL20INGB0001234567' where subject = 'IBAN'");
    var wave = on.wave("2026-05-20");
    on.memberOver("B1", "C1", wave);
    on.memberOver("B2", "C2", wave);
    on.at(Instant.parse("2026-05-22T08:00:00Z"));
    on.handovers.make(wave, null, on.clock.now(), on.operator);
  }

  @Test
  void aPaymentOfAnOpenBillStaysWithWhoCollectsIt() {
    assertThat(note("B2", Kind.PAYMENT, "61.25", null)).isEqualTo("STAYS");

    on.in.sql("update billing_invoice_owner set owner = 'NEW' where invoice_key = 'I2'");

    assertThat(note("B2", Kind.PAYMENT, "61.25", null)).isEqualTo("PASS_ON");
    assertThat(on.work).isEmpty();
  }

  @Test
  void moneyOfNoOpenBillIsATaskForFinance() {
    assertThat(note("B1", Kind.PAYMENT, "42.50", null)).isEqualTo("ASKED");
    assertThat(note("B2", Kind.REFUND, "61.25", null)).isEqualTo("ASKED");

    assertThat(on.work).containsOnly("handleLateMoney");
    assertThat(on.reasons.get(0)).contains("42.50");
  }

  @Test
  void aDeathOrALetterIsATaskForTheBackOffice() {
    note("B1", Kind.DEATH, null, null);
    note("B2", Kind.LETTER, null, "Ik verhuis naar Ede");

    assertThat(on.work).containsOnly("handleLateNews");
    assertThat(on.late.of(on.in.merger, on.finance))
        .extracting(LateItems.Item::words)
        .containsExactly("Ik verhuis naar Ede", null);
  }

  @Test
  void whatIsMissingIsNamed() {
    refused("billing.late-amount", "B1", Kind.PAYMENT, null, null);
    refused("billing.late-words", "B1", Kind.CALL, null, " ");
    refused("billing.late-customer", "B9", Kind.DEATH, null, null);
    refused("billing.late-kind", "B1", null, null, null);
  }

  private void refused(String rule, String customer, Kind kind, String amount, String words) {
    assertThatThrownBy(() -> note(customer, kind, amount, words))
        .as(rule)
        .extracting("key")
        .isEqualTo(rule);
  }

  @Test
  void aFileIsReadLineByLineAndWhatIsWrongIsKept() {
    var counts =
        on.late.take(
            on.in.merger,
            "late.csv",
            stream(
                "klant;soort;ontvangen;bedrag;tekst\nB2;betaling;2026-05-21;61,25;\nB1;brief;2026-05-21;;Graag bellen\nB9;overlijden;2026-05-21;;\nB1;duif;2026-05-21;;\nB1;brief;2027-01-01;;x\n"),
            on.operator);

    assertThat(counts.used()).isEqualTo(2);
    assertThat(on.files.unused(on.in.merger, counts.fileId(), on.finance))
        .extracting(TakenFiles.Unused::reason)
        .containsExactly("billing.late-customer", "billing.late-kind", "billing.late-day");
  }

  @Test
  void whoStillPaysToTheOldAccountIsFollowed() {
    var entry = BankXml.payment("NL20INGB0001234567", "42.50", "2026-05-21");
    on.bank.take(
        on.in.merger,
        "old.xml",
        stream(BankXml.statement("08", "S1", BankXml.THEIRS, entry)),
        on.operator);

    assertThat(on.late.payers(on.in.merger))
        .singleElement()
        .satisfies(
            payer -> {
              assertThat(payer.customer()).isEqualTo("B1");
              assertThat(payer.amount()).isEqualByComparingTo("42.50");
            });
  }

  private String note(String customer, Kind kind, String amount, String words) {
    return on.late.note(
        on.in.merger,
        new LateItems.Wish(
            customer, kind, DAY, amount == null ? null : new BigDecimal(amount), words),
        on.operator);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
