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
    bills = new RecipeBills(takeover.asOf(), directory);
  }

  List<LineFile> files() {
    return List.of(contracts, roles, bills.invoices(), bills.arrangements(), mandates);
  }

  /** Writes all that hangs on the contracts of a customer. */
  void write(RecipeCustomer customer) {
    var dice = Dice.of(takeover.seed(), "recipe contracts", customer.position());
    var recipe = customer.recipe();
    int day = takeover.billingDay(dice);
    contract(customer, 0, 0, day, dice);
    if (recipe == Recipe.TWO_DAYS) {
      contract(customer, 1, 1, takeover.nextBillingDay(day), dice);
    } else if (recipe == Recipe.TWO_CONTRACTS) {
      contract(customer, 1, 0, day, dice);
    }
    if (recipe.paysByDebit()) {
      mandates(customer);
    }
  }

  private void contract(RecipeCustomer customer, int slot, int account, int day, Dice dice) {
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
        .set("Factuurrekening", "FR" + (20_000_000L + first + account))
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
        bills) {
      return;
    }
  }
}
