package org.klantbrug.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What is debited next for a contract, as far as its data say so.
 *
 * @param company that debits
 * @param product null if it has no name
 * @param on the day; null if the contract has no billing day
 * @param amount euro; null if it is not known
 * @param iban from which account; null if no mandate that is active says so
 */
public record NextDebit(
    String company, String product, LocalDate on, BigDecimal amount, String iban) {

  /** Of each contract that is active, the first debited first. */
  public static List<NextDebit> of(Running running, LocalDate today) {
    return running.contracts().stream()
        .filter(contract -> "ACTIVE".equals(contract.state()))
        .filter(contract -> contract.endDate() == null || !contract.endDate().isBefore(today))
        .map(
            contract ->
                new NextDebit(
                    contract.company(),
                    contract.product(),
                    day(contract, today),
                    contract.monthlyAmount(),
                    account(running, contract)))
        .sorted(
            Comparator.comparing(NextDebit::on, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  /** Several mandates of one identity may be of different contracts: then nobody knows which. */
  private static String account(Running running, Contract contract) {
    var accounts =
        running.mandates().stream()
            .filter(mandate -> mandate.identityId() == contract.identityId())
            .filter(mandate -> "ACTIVE".equals(mandate.state()))
            .map(Mandate::iban)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return accounts.size() == 1 ? accounts.get(0) : null;
  }

  private static LocalDate day(Contract contract, LocalDate today) {
    if (contract.billingDay() == null) {
      return null;
    }
    var from =
        contract.startDate() != null && contract.startDate().isAfter(today)
            ? contract.startDate()
            : today;
    var on = day(contract.billingDay(), from);
    return contract.endDate() != null && on.isAfter(contract.endDate()) ? null : on;
  }

  /**
   * The next billing day.
   *
   * @param billingDay day of the month, 1 to 31; in a shorter month its last day
   * @param from this day counts too
   */
  static LocalDate day(int billingDay, LocalDate from) {
    var thisMonth = inMonth(billingDay, from);
    return thisMonth.isBefore(from)
        ? inMonth(billingDay, from.withDayOfMonth(1).plusMonths(1))
        : thisMonth;
  }

  private static LocalDate inMonth(int billingDay, LocalDate month) {
    return month.withDayOfMonth(Math.min(billingDay, month.lengthOfMonth()));
  }
}
