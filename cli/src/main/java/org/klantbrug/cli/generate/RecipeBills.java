package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;

/** What was billed to customers of a merger that is played to its end, and how they pay it. */
final class RecipeBills implements Closeable {
  private static final int MONTHS = 3;

  /** Numbers kept for a contract: one for each month, and one for what is paid ahead. */
  private static final int NUMBERS = MONTHS + 1;

  private static final int DAYS_TO_PAY = 14;
  private static final int TERMS = 4;
  private static final int YEARS_AHEAD = 2;
  private static final long AMISS = 100;

  /** More than is allowed unless finance sets another limit. */
  private static final long TOO_MUCH = 1_200;

  private final LocalDate asOf;
  private final LineFile invoices;
  private final LineFile arrangements;

  RecipeBills(LocalDate asOf, Path directory) throws IOException {
    this.asOf = asOf;
    invoices = AcquiredFiles.invoices(directory);
    arrangements = AcquiredFiles.arrangements(directory);
  }

  LineFile invoices() {
    return invoices;
  }

  LineFile arrangements() {
    return arrangements;
  }

  /**
   * A bill.
   *
   * @param amount cents
   * @param open cents
   */
  private record Bill(
      String key, LocalDate issued, LocalDate from, LocalDate to, long amount, long open) {
    boolean isPaid() {
      return open == 0;
    }
  }

  /** Writes the bills of a contract, the oldest first; the last is of the month before. */
  void write(RecipeCustomer customer, AgreedContract contract) {
    for (int ago = MONTHS; ago >= 1; ago--) {
      var month = YearMonth.from(asOf).minusMonths(ago);
      var issued = month.atDay(Math.min(contract.billingDay(), month.lengthOfMonth()));
      var key = key(contract, month, ago);
      var open = ago == 1 ? open(customer.recipe(), contract.monthly()) : 0;
      var bill =
          new Bill(key, issued, month.atDay(1), month.atEndOfMonth(), contract.monthly(), open);
      write(customer, contract, bill);
      if (!bill.isPaid() && customer.recipe() != Recipe.REMINDED) {
        arrangement(customer, bill);
      }
    }
    if (customer.recipe() == Recipe.PAID_AHEAD) {
      writeAhead(customer, contract);
    }
  }

  private static String key(AgreedContract contract, YearMonth month, int number) {
    return "F" + month.getYear() + DutchForm.padded(contract.serial() * NUMBERS + number, 9);
  }

  /** What is open of the last bill, in cents. */
  private static long open(Recipe recipe, long amount) {
    return switch (recipe) {
      case REMINDED -> amount;
      case ARRANGEMENT, ARRANGEMENT_WITHOUT_TERM -> amount - amount / TERMS;
      case ARRANGEMENT_THAT_DIFFERS -> amount - amount / TERMS - AMISS;
      default -> 0;
    };
  }

  /** What the new billing bills him for trial, in cents: as the last bill was, or not. */
  static long trial(Recipe recipe, long monthly) {
    return switch (recipe) {
      case PAID_AHEAD -> ahead(monthly);
      case BILL_THAT_DIFFERS -> monthly + TOO_MUCH;
      default -> monthly;
    };
  }

  private static long ahead(long monthly) {
    return monthly * YEARS_AHEAD * 12;
  }

  private void writeAhead(RecipeCustomer customer, AgreedContract contract) {
    var month = YearMonth.from(asOf);
    var from = month.atDay(1);
    var amount = ahead(contract.monthly());
    var key = key(contract, month, 0);
    write(
        customer,
        contract,
        new Bill(
            key, from.minusMonths(1), from, from.plusYears(YEARS_AHEAD).minusDays(1), amount, 0));
  }

  private void write(RecipeCustomer customer, AgreedContract contract, Bill bill) {
    var paid = bill.isPaid() ? bill.issued().plusDays(DAYS_TO_PAY - 4L) : null;
    invoices
        .set("Factuurnr", bill.key())
        .set("Klantnr", customer.key())
        .set("Contractnr", contract.key())
        .set("PeriodeVan", DutchForm.day(bill.from()))
        .set("PeriodeTot", DutchForm.day(bill.to()))
        .set("Factuurdatum", DutchForm.day(bill.issued()))
        .set("Vervaldatum", DutchForm.day(bill.issued().plusDays(DAYS_TO_PAY)))
        .setEuros("Bedrag", bill.amount())
        .setEuros("OpenstaandBedrag", bill.open())
        .set("BetaaldOp", DutchForm.day(paid))
        .set(
            "Status",
            bill.isPaid() ? "Betaald" : bill.open() < bill.amount() ? "Deels betaald" : "Open")
        .write();
  }

  private void arrangement(RecipeCustomer customer, Bill bill) {
    arrangements
        .set("Regelingnr", "BR" + bill.key().substring(1))
        .set("Klantnr", customer.key())
        .set("Factuurnr", bill.key())
        .setEuros("Bedrag", bill.amount())
        .set("AantalTermijnen", Integer.toString(TERMS))
        .set("BetaaldeTermijnen", "1")
        .set("EersteVervaldatum", DutchForm.day(asOf.minusDays(DAYS_TO_PAY)))
        .set("Status", "Lopend");
    if (customer.recipe() != Recipe.ARRANGEMENT_WITHOUT_TERM) {
      arrangements.setEuros("Termijnbedrag", bill.amount() / TERMS);
    }
    arrangements.write();
  }

  @Override
  public void close() throws IOException {
    try (invoices;
        arrangements) {
      return;
    }
  }
}
