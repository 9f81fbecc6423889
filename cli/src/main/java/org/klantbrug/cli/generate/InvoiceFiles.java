package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;

/** What the acquired company billed: invoices, and arrangements to pay them in terms. */
final class InvoiceFiles implements Closeable {
  private static final int MOST_INVOICES = 6;
  private static final int DAYS_TO_PAY = 14;

  private final MergerSize size;
  private final Dirt dirt;
  private final LineFile invoices;
  private final LineFile arrangements;

  InvoiceFiles(MergerSize size, Dirt dirt, Path directory) throws IOException {
    this.size = size;
    this.dirt = dirt;
    invoices = AcquiredFiles.invoices(directory);
    arrangements = AcquiredFiles.arrangements(directory);
  }

  LineFile invoices() {
    return invoices;
  }

  LineFile arrangements() {
    return arrangements;
  }

  /** Writes the invoices of a contract, the oldest first. */
  void write(Customer customer, AgreedContract contract, Dice dice) {
    int count = Math.min(contract.months(), dice.between(1, MOST_INVOICES));
    var last = contract.end() == null ? size.asOf() : contract.end();
    var month = YearMonth.from(last);
    if (contract.billingDay() > last.getDayOfMonth()) {
      month = month.minusMonths(1);
    }
    for (int ago = count - 1; ago >= 0; ago--) {
      invoice(customer, contract, month.minusMonths(ago), ago, dice);
    }
  }

  private void invoice(
      Customer customer, AgreedContract contract, YearMonth month, int ago, Dice dice) {
    long amount = contract.monthly() + (dice.chance(.3) ? dice.between(5, 1_500) : 0);
    var issued = month.atDay(Math.min(contract.billingDay(), month.lengthOfMonth()));
    var due = issued.plusDays(DAYS_TO_PAY);
    long serial = contract.serial() * MOST_INVOICES + ago;
    var key = "F" + month.getYear() + DutchForm.padded(serial, 9);
    var paid = due.plusDays(dice.between(-10, 6));
    double fate = dice.share();
    long open = 0;
    var state = "Betaald";
    if (paid.isAfter(size.asOf()) || fate < .05) {
      paid = null;
      open = dice.chance(.35) ? arrangement(customer, key, amount, dice) : amount;
      state = open < amount ? "Deels betaald" : "Open";
    } else if (fate < .055) {
      paid = null;
      open = amount;
      state = "Betwist";
    } else if (fate < .058) {
      paid = null;
      state = "Afgeboekt";
    }
    invoices
        .set("Factuurnr", key)
        .set("Klantnr", customer.key())
        .set("Contractnr", contract.key())
        .set("PeriodeVan", DutchForm.day(month.atDay(1)))
        .set("PeriodeTot", DutchForm.day(month.atEndOfMonth()))
        .set("Factuurdatum", DutchForm.day(issued))
        .set("Vervaldatum", DutchForm.day(due))
        .setEuros("Bedrag", amount)
        .setEuros("OpenstaandBedrag", open)
        .set("BetaaldOp", DutchForm.day(paid))
        .set("Status", state);
    dirt.spoilChild(invoices, "Klantnr", "Vervaldatum", DutchForm::day);
    invoices.write();
  }

  /** Writes an arrangement for an invoice and answers which part of it is still open, in cents. */
  private long arrangement(Customer customer, String invoice, long amount, Dice dice) {
    int terms = dice.between(2, 6);
    int paid = dice.below(terms);
    long term = (amount + terms - 1) / terms;
    boolean broken = dice.chance(.15);
    arrangements
        .set("Regelingnr", "BR" + invoice.substring(1))
        .set("Klantnr", customer.key())
        .set("Factuurnr", invoice)
        .setEuros("Bedrag", amount)
        .set("AantalTermijnen", Integer.toString(terms))
        .setEuros("Termijnbedrag", term)
        .set("BetaaldeTermijnen", Integer.toString(paid))
        .set(
            "EersteVervaldatum",
            DutchForm.day(size.asOf().minusMonths(paid).plusDays(dice.between(1, 20))))
        .set("Status", broken ? "Verbroken" : "Lopend");
    dirt.spoilChild(arrangements, "Klantnr", "EersteVervaldatum", DutchForm::day);
    arrangements.write();
    return amount - paid * term;
  }

  @Override
  public void close() throws IOException {
    try (invoices;
        arrangements) {
      return;
    }
  }
}
