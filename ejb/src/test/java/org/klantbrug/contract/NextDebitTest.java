package org.klantbrug.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The next debit is what the contract says, and nothing where it does not say it. */
class NextDebitTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-05-04");

  @ParameterizedTest
  @CsvSource({
    "4, 2026-05-04, 2026-05-04",
    "3, 2026-05-04, 2026-06-03",
    "31, 2026-02-10, 2026-02-28",
    "31, 2026-04-30, 2026-04-30",
    "30, 2026-01-31, 2026-02-28",
    "1, 2026-12-31, 2027-01-01"
  })
  void theNextBillingDayIsInAShorterMonthItsLastDay(int day, LocalDate from, LocalDate next) {
    assertThat(NextDebit.day(day, from)).isEqualTo(next);
  }

  @Test
  void aContractThatRunsIsDebitedFromTheAccountOfTheMandate() {
    assertThat(NextDebit.of(running(contract("ACTIVE", 10, null), mandate("NL1")), TODAY))
        .containsExactly(
            new NextDebit(
                "Oud", "Internet", LocalDate.parse("2026-05-10"), new BigDecimal("25.00"), "NL1"));
  }

  @Test
  void ofTwoAccountsNobodyKnowsWhich() {
    var running = running(contract("ACTIVE", 10, null), mandate("NL1"), mandate("NL2"));

    assertThat(NextDebit.of(running, TODAY)).extracting(NextDebit::iban).containsOnlyNulls();
  }

  @Test
  void withoutABillingDayNoDayIsGuessed() {
    assertThat(NextDebit.of(running(contract("ACTIVE", null, null)), TODAY))
        .extracting(NextDebit::on)
        .containsOnlyNulls();
  }

  @Test
  void whatIsDebitedFirstStandsFirst() {
    var running =
        new Running(
            List.of(
                contract("ACTIVE", null, null),
                contract("ACTIVE", 20, null),
                contract("ACTIVE", 18, null)),
            List.of(),
            List.of(),
            List.of());

    assertThat(NextDebit.of(running, TODAY))
        .extracting(NextDebit::on)
        .containsExactly(LocalDate.parse("2026-05-18"), LocalDate.parse("2026-05-20"), null);
  }

  @Test
  void whatIsOverIsNotDebited() {
    assertThat(NextDebit.of(running(contract("ENDED", 10, null)), TODAY)).isEmpty();
    assertThat(NextDebit.of(running(contract("ACTIVE", 10, TODAY.minusDays(1))), TODAY)).isEmpty();
    assertThat(NextDebit.of(running(contract("ACTIVE", 10, TODAY.plusDays(1))), TODAY))
        .extracting(NextDebit::on)
        .containsOnlyNulls();
  }

  private static Running running(Contract contract, Mandate... mandates) {
    return new Running(List.of(contract), List.of(), List.of(), List.of(mandates));
  }

  private static Contract contract(String state, Integer billingDay, LocalDate end) {
    return new Contract(
        1,
        7,
        "C1",
        null,
        "Internet",
        null,
        null,
        null,
        null,
        new BigDecimal("25.00"),
        null,
        null,
        billingDay,
        null,
        null,
        end,
        state,
        List.of(),
        "Oud",
        null,
        null);
  }

  private static Mandate mandate(String iban) {
    return new Mandate(1, 7, "M1", iban, null, null, null, null, null, "ACTIVE", "Oud", null, null);
  }
}
