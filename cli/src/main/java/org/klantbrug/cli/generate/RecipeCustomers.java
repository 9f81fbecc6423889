package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The customers of both companies, each typed without a slip: who are one person is never in doubt,
 * so that what becomes of each follows from his recipe alone.
 */
final class RecipeCustomers implements Closeable {
  private static final int YEARS_KNOWN = 6;
  private static final int YEARS_OF_A_MINOR = 12;

  private final Takeover takeover;
  private final People people;
  private final LineFile acquired;
  private final LineFile own;

  RecipeCustomers(Takeover takeover, People people, Path directory) throws IOException {
    this.takeover = takeover;
    this.people = people;
    acquired =
        LineFile.ofAcquired(
            directory,
            "acquired_klanten.csv",
            "Klantnr",
            "Voornaam",
            "Voorletters",
            "Tussenvoegsel",
            "Achternaam",
            "Organisatienaam",
            "Straat",
            "Huisnr",
            "Huisnummertoevoeging",
            "Postcode",
            "Plaats",
            "Geboortedatum",
            "Email",
            "Telefoon",
            "IBAN",
            "Bijzonderheid",
            "KlantSinds",
            "Label");
    own =
        LineFile.ofAcquirer(
            directory,
            "acquirer_customers.csv",
            "customer_no",
            "given_name",
            "surname",
            "street_number",
            "address_1",
            "suburb",
            "postcode",
            "date_of_birth",
            "email",
            "phone",
            "iban");
  }

  LineFile acquired() {
    return acquired;
  }

  LineFile own() {
    return own;
  }

  /** The customer at this place of the acquired company's file, from 0; the same each time. */
  RecipeCustomer at(int position) {
    var recipe = Recipe.of(takeover.seed(), position);
    var person = people.person(People.firstOfBlock(position));
    var born =
        recipe == Recipe.MINOR ? takeover.asOf().minusYears(YEARS_OF_A_MINOR) : person.born();
    return new RecipeCustomer(position, Population.acquiredKey(position), person, recipe, born);
  }

  /** Writes the line of a customer of the acquired company. */
  void write(RecipeCustomer customer) {
    var person = customer.person();
    var known = person.toAcquired();
    var address = known.address();
    acquired
        .set("Klantnr", customer.key())
        .set("Email", customer.recipe().email(known.email()))
        .set("Telefoon", person.mobile())
        .set("IBAN", known.iban())
        .set("Bijzonderheid", customer.recipe().circumstance())
        .set("KlantSinds", DutchForm.day(takeover.asOf().minusYears(YEARS_KNOWN)))
        .set("Label", "Zonnet");
    if (customer.recipe() != Recipe.WITHOUT_ADDRESS) {
      acquired
          .set("Straat", address.street())
          .set("Huisnr", Integer.toString(address.number()))
          .set("Huisnummertoevoeging", address.addition())
          .set("Postcode", address.postcode())
          .set("Plaats", address.city());
    }
    if (person.isOrganisation()) {
      acquired.set("Organisatienaam", person.organisation());
    } else {
      acquired
          .set("Voornaam", person.given())
          .set("Voorletters", person.initials())
          .set("Tussenvoegsel", person.family().prefix())
          .set("Achternaam", person.family().name())
          .set("Geboortedatum", DutchForm.day(customer.born()));
    }
    acquired.write();
  }

  /** Writes the line of the acquirer's customer at this place: he, or somebody else. */
  void writeOwn(RecipeCustomer customer) {
    var both = customer.recipe() == Recipe.OF_BOTH;
    var person =
        both
            ? customer.person()
            : people.person(People.firstOfBlock((long) takeover.customers() + customer.position()));
    var known = both ? person.toAcquired() : person.toAcquirer();
    own.set("customer_no", Population.acquirerKey(customer.position()))
        .set("street_number", known.address().number() + known.address().addition())
        .set("address_1", known.address().street())
        .set("suburb", known.address().city())
        .set("postcode", known.address().postcode())
        .set("email", known.email())
        .set("phone", person.mobile())
        .set("iban", known.iban());
    if (person.isOrganisation()) {
      own.set("surname", person.organisation());
    } else {
      own.set("given_name", person.given())
          .set("surname", person.family().whole())
          .set("date_of_birth", DutchForm.compactDay(person.born()));
    }
    own.write();
  }

  @Override
  public void close() throws IOException {
    try (acquired;
        own) {
      return;
    }
  }
}
