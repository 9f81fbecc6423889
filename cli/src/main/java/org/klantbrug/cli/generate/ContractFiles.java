package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * What the acquired company agreed and billed: contracts, roles, invoices, arrangements, mandates.
 */
final class ContractFiles implements Closeable {
  private static final int MOST_CONTRACTS = 3;
  private static final int MOST_INVOICES = 6;
  private static final int DAYS_TO_PAY = 14;

  /** No vowels, so that no contract number reads as a word. */
  private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ";

  private static final String DIRECT_DEBIT = "Automatische incasso";
  private static final String CREDITOR = Iban.creditor("ZZZ", "998877660000");

  /**
   * @param serial number over all contracts, never twice
   * @param monthly cents
   */
  private record Contract(
      String key,
      long serial,
      long monthly,
      int months,
      int billingDay,
      LocalDate start,
      LocalDate end,
      boolean debit) {}

  private final MergerSize size;
  private final AcquiredCustomers customers;
  private final Shuffle numbers;
  private final Dirt dirt;
  private final LineFile contracts;
  private final LineFile roles;
  private final LineFile invoices;
  private final LineFile arrangements;
  private final LineFile mandates;

  ContractFiles(MergerSize size, AcquiredCustomers customers, Path directory) throws IOException {
    this.size = size;
    this.customers = customers;
    this.dirt = new Dirt(size);
    numbers = new Shuffle(size.seed(), "contract numbers", 10_000L * 20 * 20 * 20 * 20 * 20);
    contracts =
        LineFile.ofAcquired(
            directory,
            "acquired_contracten.csv",
            "Klantnr",
            "Contractnr",
            "Contractvorm",
            "Internet",
            "Telefonie",
            "Betaalwijze",
            "Maandbedrag",
            "TotaalGefactureerd",
            "MaandenKlant",
            "Factuurdag",
            "Papierloos",
            "Factuurrekening",
            "Product",
            "Ingangsdatum",
            "Einddatum",
            "Status");
    roles =
        LineFile.ofAcquired(
            directory,
            "acquired_rollen.csv",
            "Rolnr",
            "Klantnr",
            "Contractnr",
            "Rol",
            "GeldigVan",
            "GeldigTot");
    invoices =
        LineFile.ofAcquired(
            directory,
            "acquired_facturen.csv",
            "Factuurnr",
            "Klantnr",
            "Contractnr",
            "PeriodeVan",
            "PeriodeTot",
            "Factuurdatum",
            "Vervaldatum",
            "Bedrag",
            "OpenstaandBedrag",
            "BetaaldOp",
            "Status");
    arrangements =
        LineFile.ofAcquired(
            directory,
            "acquired_betalingsregelingen.csv",
            "Regelingnr",
            "Klantnr",
            "Factuurnr",
            "Bedrag",
            "AantalTermijnen",
            "Termijnbedrag",
            "BetaaldeTermijnen",
            "EersteVervaldatum",
            "Status");
    mandates =
        LineFile.ofAcquired(
            directory,
            "acquired_machtigingen.csv",
            "Machtigingskenmerk",
            "Klantnr",
            "IBAN",
            "Rekeninghouder",
            "IncassantId",
            "OndertekendOp",
            "LaatstGebruiktOp",
            "SoortIncasso",
            "Status");
  }

  LineFile[] files() {
    return new LineFile[] {contracts, roles, invoices, arrangements, mandates};
  }

  /** Writes all lines that hang on the contracts of a customer. */
  void write(Customer customer) {
    var dice = Dice.of(size.seed(), "contracts", customer.position());
    int count = count(dice);
    int firstDay = dice.between(1, 31);
    boolean anyDebit = false;
    for (int slot = 0; slot < count; slot++) {
      boolean ownAccount = slot > 0 && dice.chance(.4);
      int day = ownAccount ? dice.between(1, 31) : firstDay;
      var contract = contract(customer, slot, ownAccount, day, dice);
      anyDebit |= contract.debit();
      roles(customer, contract, dice);
      invoices(customer, contract, dice);
    }
    if (anyDebit) {
      mandate(customer, dice);
    }
  }

  private Contract contract(
      Customer customer, int slot, boolean ownAccount, int billingDay, Dice dice) {
    long serial = (long) customer.position() * MOST_CONTRACTS + slot;
    int known = (int) ChronoUnit.MONTHS.between(customer.since(), size.asOf());
    int months = dice.between(0, Math.min(72, known));
    var start = size.asOf().minusMonths(months);
    boolean ended = months > 3 && dice.chance(.06);
    var end = ended ? size.asOf().minusDays(dice.between(1, 60)) : null;
    var internet = dice.oneOf("Glasvezel", "Glasvezel", "DSL", "DSL", "Geen");
    boolean phone = internet.equals("Geen") || dice.chance(.5);
    long monthly = monthly(internet, phone, dice);
    boolean debit = dice.chance(.62);
    var key = contractKey(serial);
    contracts
        .set("Klantnr", customer.key())
        .set("Contractnr", key)
        .set("Contractvorm", dice.oneOf("Maandelijks opzegbaar", "1 jaar", "2 jaar"))
        .set("Internet", internet)
        .set("Telefonie", phone ? "Ja" : "Nee")
        .set(
            "Betaalwijze",
            debit ? DIRECT_DEBIT : dice.oneOf("Overschrijving", "iDEAL", "Creditcard"))
        .setShortEuros("Maandbedrag", monthly)
        .set("MaandenKlant", Integer.toString(months))
        .set("Factuurdag", Integer.toString(billingDay))
        .set("Papierloos", dice.chance(.6) ? "Ja" : "Nee")
        .set("Factuurrekening", "FR" + (20_000_000L + serial - (ownAccount ? 0 : slot)))
        .set("Product", product(internet, phone))
        .set("Ingangsdatum", DutchForm.day(start))
        .set("Einddatum", DutchForm.day(end))
        .set("Status", ended ? "Beëindigd" : dice.chance(.02) ? "Opgeschort" : "Actief");
    if (months > 0) {
      contracts.setShortEuros("TotaalGefactureerd", monthly * months + dice.below(2_000));
    }
    dirt.spoilChild(contracts, "Klantnr", "Ingangsdatum", DutchForm::day);
    contracts.write();
    return new Contract(key, serial, monthly, months, billingDay, start, end, debit);
  }

  private void roles(Customer customer, Contract contract, Dice dice) {
    role(customer, contract, 0, "Contractant");
    var circumstance = customer.circumstance();
    if (circumstance.equals("overleden")) {
      role(customers.relative(customer, dice), contract, 1, "Executeur");
    } else if (circumstance.equals("bewind") || circumstance.equals("minderjarig")) {
      role(customers.relative(customer, dice), contract, 1, "Bewindvoerder");
    } else if (dice.chance(.1)) {
      var role = dice.oneOf("Betaler", "Betaler", "Gebruiker", "Tussenpersoon");
      role(customers.relative(customer, dice), contract, 1, role);
    }
  }

  private void role(Customer holder, Contract contract, int number, String role) {
    roles
        .set("Rolnr", "R" + (contract.serial() * 2 + number + 1))
        .set("Klantnr", holder.key())
        .set("Contractnr", contract.key())
        .set("Rol", role)
        .set("GeldigVan", DutchForm.day(contract.start()))
        .set("GeldigTot", DutchForm.day(contract.end()));
    dirt.spoilChild(roles, "Klantnr", "GeldigVan", DutchForm::day);
    roles.write();
  }

  private void invoices(Customer customer, Contract contract, Dice dice) {
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

  private void invoice(Customer customer, Contract contract, YearMonth month, int ago, Dice dice) {
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

  private void mandate(Customer customer, Dice dice) {
    int age = (int) ChronoUnit.DAYS.between(customer.since(), size.asOf());
    var signed = customer.since().plusDays(dice.below(Math.max(1, age - 10)));
    boolean used = signed.plusDays(40).isBefore(size.asOf());
    boolean active = dice.chance(.96);
    mandates
        .set("Machtigingskenmerk", "M" + customer.key().substring(3) + "-" + dice.between(1, 9))
        .set("Klantnr", customer.key())
        .set("IBAN", customer.person().toAcquired().iban())
        .set("Rekeninghouder", customer.accountHolder())
        .set("IncassantId", CREDITOR)
        .set("OndertekendOp", DutchForm.day(signed))
        .set(
            "LaatstGebruiktOp",
            used ? DutchForm.day(size.asOf().minusDays(dice.between(1, 31))) : "")
        .set("SoortIncasso", used ? "RCUR" : "FRST")
        .set("Status", active ? "Actief" : dice.oneOf("Ingetrokken", "Verlopen"));
    dirt.spoilChild(mandates, "Klantnr", "OndertekendOp", DutchForm::day);
    mandates.write();
  }

  private String contractKey(long serial) {
    long number = numbers.to(serial);
    var key = new StringBuilder(DutchForm.padded(number % 10_000, 4)).append('-');
    long rest = number / 10_000;
    for (int i = 0; i < 5; i++) {
      key.append(CONSONANTS.charAt((int) (rest % CONSONANTS.length())));
      rest /= CONSONANTS.length();
    }
    return key.toString();
  }

  private static int count(Dice dice) {
    double kind = dice.share();
    if (kind < .06) {
      return 0;
    }
    return kind < .8 ? 1 : kind < .95 ? 2 : MOST_CONTRACTS;
  }

  /** Cents, in steps of five. */
  private static long monthly(String internet, boolean phone, Dice dice) {
    long cents =
        switch (internet) {
          case "Glasvezel" -> 4_500 + 5L * dice.below(900);
          case "DSL" -> 3_000 + 5L * dice.below(600);
          default -> 1_200 + 5L * dice.below(200);
        };
    return phone ? cents + 750 : cents;
  }

  private static String product(String internet, boolean phone) {
    if (internet.equals("Geen")) {
      return "Vaste telefoon";
    }
    return phone ? "Alles-in-1" : "Internet";
  }

  @Override
  public void close() throws IOException {
    try (contracts;
        roles;
        invoices;
        arrangements;
        mandates) {
      return;
    }
  }
}
