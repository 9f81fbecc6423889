package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the acquired company agreed: contracts, roles, mandates, and the invoices that follow. */
final class ContractFiles implements Closeable {
  private static final int MOST_CONTRACTS = 3;

  /** No vowels, so that no contract number reads as a word. */
  private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ";

  private static final String DIRECT_DEBIT = "Automatische incasso";
  private static final String CREDITOR = Iban.creditor("ZZZ", "998877660000");

  private final MergerSize size;
  private final AcquiredCustomers customers;
  private final Shuffle numbers;
  private final Dirt dirt;
  private final LineFile contracts;
  private final LineFile roles;
  private final InvoiceFiles invoices;
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
    invoices = new InvoiceFiles(size, dirt, directory);
    mandates = AcquiredFiles.mandates(directory);
  }

  List<LineFile> files() {
    return List.of(contracts, roles, invoices.invoices(), invoices.arrangements(), mandates);
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
      invoices.write(customer, contract, dice);
    }
    if (anyDebit) {
      mandate(customer, dice);
    }
  }

  private AgreedContract contract(
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
    return new AgreedContract(key, serial, monthly, months, billingDay, start, end, debit);
  }

  private void roles(Customer customer, AgreedContract contract, Dice dice) {
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

  private void role(Customer holder, AgreedContract contract, int number, String role) {
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
        mandates) {
      return;
    }
  }
}
