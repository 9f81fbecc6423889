package org.klantbrug.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** C1 of customer B1 was billed 42.50 last, C2 of B2 61.25; A4 of B4 has a price only. */
@OnDatabase
class BillsTest {
  private final BillingFixture on = new BillingFixture();

  @AfterEach
  void close() {
    on.close();
  }

  @BeforeEach
  void accountsArePlanned() {
    on.in.sql(
        """
        insert into contract_contract (identity_id, source_key, billing_account_key, billing_day, state, monthly_amount)
        values (%d, 'C4', 'A4', 20, 'ACTIVE', 10.00)"""
            .formatted(on.in.identity(on.in.theirs, "B4")));
    on.member("B1", "C1");
    on.member("B2", "C2");
    on.member("B4", "A4");
  }

  @Test
  void eachBillStandsBesideTheLastOneOfTheOldCompany() {
    read("klant;rekening;bedrag\nB1;C1;42,50\nB2;C2;70,00\nB4;A4;10,50\n");

    var figures = on.comparison.figures(on.in.merger);

    assertThat(figures).isEqualTo(new BillComparison.Figures(3, 3, 1, 1, 1, 0));
    assertThat(on.comparison.far(on.in.merger, 0, on.finance))
        .singleElement()
        .satisfies(
            far -> {
              assertThat(far.account()).isEqualTo("C2");
              assertThat(far.more()).isEqualByComparingTo("8.75");
            });
  }

  @Test
  void billsOfOneAccountOnOneDayAreAddedUp() {
    on.in.sql(
        """
        insert into contract_invoice (identity_id, source_key, contract_key, issued_on, amount, state)
        values (%1$d, 'I8', 'C1', '2026-04-01', 1.00, 'PAID'), (%1$d, 'I9', 'C1', '2026-03-01', 99.00, 'PAID')"""
            .formatted(on.in.identity(on.in.theirs, "B1")));

    read("klant;rekening;bedrag\nB1;C1;43.50\n");

    assertThat(on.comparison.figures(on.in.merger).same()).isEqualTo(1);
  }

  @Test
  void linesThatCannotBeUsedAreKeptWithTheirReason() {
    var counts =
        read(
            "customer;account;amount\nB1;C1;42.50\nB1;C1;42.50\nB9;C1;1.00\nB2;C2;veel\n;C2;1.00\nB2;C2\n");

    assertThat(counts.used()).isEqualTo(1);
    assertThat(on.files.unused(on.in.merger, counts.fileId(), on.finance))
        .extracting(each -> each.line() + " " + each.reason())
        .containsExactly(
            "3 billing.line.double",
            "4 billing.line.unknown",
            "5 billing.line.amount",
            "6 billing.line.no-key",
            "7 billing.line.broken");
  }

  @Test
  void theSameFileIsReadOnce() {
    read("customer;account;amount\nB1;C1;42.50\n");

    assertThatThrownBy(() -> read("customer;account;amount\nB1;C1;42.50\n"))
        .extracting("key")
        .isEqualTo("billing.file-known");
  }

  @Test
  void aFileWithoutAColumnIsRefusedWithItsName() {
    assertThatThrownBy(() -> read("customer;amount\nB1;42.50\n")).hasMessageContaining("account");
    assertThat(on.files.of(on.in.merger, List.of(FileKind.BILLS))).isEmpty();
  }

  @Test
  void aNewerFileTakesThePlaceOfTheBill() {
    read("customer;account;amount\nB1;C1;99.00\n");
    read("customer;account;amount\nB1;C1;42.50\n");

    assertThat(on.comparison.figures(on.in.merger))
        .extracting("billed", "same", "far")
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void theLimitsAreThoseOfTheMerger() {
    read("customer;account;amount\nB2;C2;70.00\n");
    on.settings.keep(
        on.in.merger,
        new BillingSetting(new BigDecimal("10"), new BigDecimal("50"), 8, 3, "OLD", 0),
        on.finance);

    assertThat(on.comparison.figures(on.in.merger).far()).isZero();
    assertThat(stopped()).isEmpty();
    assertThatThrownBy(
            () ->
                on.settings.keep(
                    on.in.merger,
                    new BillingSetting(new BigDecimal("1"), new BigDecimal("1"), 8, 3, "OLD", 0),
                    on.finance))
        .extracting("key")
        .isEqualTo("billing.setting-changed");
  }

  @Test
  void whatIsBeyondThemStopsItsAccountWithBothAmounts() {
    read("customer;account;amount\nB1;C1;42.60\nB2;C2;70.00\n");

    assertThat(stopped()).containsExactly("C2 61.25 → 70.00");
  }

  private TakenFiles.Counts read(String file) {
    return on.bills.take(
        on.in.merger,
        "bills.csv",
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        on.operator);
  }

  private List<String> stopped() {
    return on.in.texts(
        """
        with due as (select id, wave_id from wave_member)
        select x.account_key || ' ' || f.key from (%s) f join wave_member x on x.id = f.member_id order by 1"""
            .formatted(new DifferingBills().rows()));
  }
}
