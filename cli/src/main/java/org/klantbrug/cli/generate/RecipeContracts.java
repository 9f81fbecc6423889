package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** What was agreed with customers of a merger that is played to its end, and who pays it. */
final class RecipeContracts implements Closeable {
  private static final int MOST_CONTRACTS = 2;
  private static final int MONTHS = 30;
  private static final String CREDITOR = Iban.creditor("ZZZ", "998877660000");

  private final Takeover takeover;
  private final LineFile contracts;
  private final LineFile roles;
  private final LineFile mandates;
  private final LineFile trialBills;
  private final RecipeBills bills;

  RecipeContracts(Takeover takeover, Path directory) throws IOException {
    this.takeover = takeover;
    contracts =
        LineFile.ofAcquired(
            directory,
            "acquired_contracten.csv",
            "Klantnr",
            "Contractnr",
            "Betaalwijze",
            "Maandbedrag",
            "Factuurdag",
            "Factuurrekening",
            "Product",
            "Ingangsdatum",
            "Einddatum",
            "Status");
    roles =
        LineFile.ofAcquired(
            directory, "acquired_rollen.csv", "Rolnr", "Klantnr", "Contractnr", "Rol", "GeldigVan");
    mandates = AcquiredFiles.mandates(directory);
    trialBills = LineFile.ofAcquirer(directory, "trial_bills.csv", "customer", "account", "amount");
    bills = new RecipeBills(takeover.asOf(), directory);
  }

  List<LineFile> files() {
    return List.of(contracts, roles, bills.invoices(), bills.arrangements(), mandates);
  }

  /** What the new billing billed for trial. */
  LineFile trialBills() {
    return trialBills;
  }

  /** Writes all that hangs on the contracts of a customer. */
  void write(RecipeCustomer customer) {
    var dice = Dice.of(takeover.seed(), "recipe contracts", customer.position());
    var recipe = customer.recipe();
    int day = takeover.billingDay(dice);
    var first = contract(customer, 0, 0, day, dice);
    if (recipe == Recipe.TWO_DAYS) {
      var other = contract(customer, 1, 1, takeover.nextBillingDay(day), dice);
      trialBill(customer, 0, first.monthly());
      trialBill(customer, 1, other.monthly());
    } else if (recipe == Recipe.TWO_CONTRACTS) {
      var other = contract(customer, 1, 0, day, dice);
      trialBill(customer, 0, first.monthly() + other.monthly());
    } else if (recipe != Recipe.NOTHING_RUNS) {
      trialBill(customer, 0, RecipeBills.trial(recipe, first.monthly()));
    }
    if (recipe.paysByDebit()) {
      mandates(customer);
    }
  }

  private void trialBill(RecipeCustomer customer, int account, long cents) {
    trialBills
        .set("customer", customer.key())
        .set("account", account(customer, account))
        .set("amount", DutchForm.euros(cents))
        .write();
  }

  private static String account(RecipeCustomer customer, int account) {
    return "FR" + (20_000_000L + (long) customer.position() * MOST_CONTRACTS + account);
  }

  private AgreedContract contract(
      RecipeCustomer customer, int slot, int account, int day, Dice dice) {
    var recipe = customer.recipe();
    var first = (long) customer.position() * MOST_CONTRACTS;
    var ended = recipe == Recipe.NOTHING_RUNS;
    var contract =
        new AgreedContract(
            "C" + DutchForm.padded(first + slot + 1, 8),
            first + slot,
            3_000 + 20L * dice.below(300),
            MONTHS,
            day,
            takeover.asOf().minusMonths(MONTHS),
            ended ? takeover.asOf().minusDays(40) : null,
            recipe.paysByDebit());
    contracts
        .set("Klantnr", customer.key())
        .set("Contractnr", contract.key())
        .set("Betaalwijze", contract.debit() ? "Automatische incasso" : "Overschrijving")
        .setShortEuros("Maandbedrag", contract.monthly())
        .set("Factuurdag", Integer.toString(day))
        .set("Factuurrekening", account(customer, account))
        .set("Product", dice.oneOf("Internet", "Alles-in-1"))
        .set("Ingangsdatum", DutchForm.day(contract.start()))
        .set("Einddatum", DutchForm.day(contract.end()))
        .set("Status", ended ? "Beëindigd" : recipe == Recipe.SUSPENDED ? "Opgeschort" : "Actief")
        .write();
    roles
        .set("Rolnr", "R" + (contract.serial() + 1))
        .set("Klantnr", customer.key())
        .set("Contractnr", contract.key())
        .set("Rol", "Contractant")
        .set("GeldigVan", DutchForm.day(contract.start()))
        .write();
    bills.write(customer, contract);
    return contract;
  }

  private void mandates(RecipeCustomer customer) {
    var asOf = takeover.asOf();
    switch (customer.recipe()) {
      case NO_MANDATE -> {}
      case WITHDRAWN_MANDATE -> mandate(customer, 1, asOf.minusMonths(2), "Ingetrokken");
      case OLD_MANDATE -> mandate(customer, 1, asOf.minusMonths(37), "Actief");
      case SEVERAL_MANDATES -> {
        mandate(customer, 1, asOf.minusMonths(48), "Actief");
        mandate(customer, 2, asOf.minusDays(20), "Actief");
      }
      default -> mandate(customer, 1, asOf.minusDays(20), "Actief");
    }
  }

  private void mandate(RecipeCustomer customer, int number, LocalDate used, String state) {
    mandates
        .set("Machtigingskenmerk", "M" + customer.key().substring(3) + "-" + number)
        .set("Klantnr", customer.key())
        .set("IBAN", customer.person().toAcquired().iban())
        .set("Rekeninghouder", customer.accountHolder())
        .set("IncassantId", CREDITOR)
        .set("OndertekendOp", DutchForm.day(used.minusMonths(12)))
        .set("LaatstGebruiktOp", DutchForm.day(used))
        .set("SoortIncasso", "RCUR")
        .set("Status", state)
        .write();
  }

  @Override
  public void close() throws IOException {
    try (contracts;
        roles;
        mandates;
        trialBills;
        bills) {
      return;
    }
  }
}
