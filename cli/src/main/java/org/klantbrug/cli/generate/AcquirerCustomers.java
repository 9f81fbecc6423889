package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The file of the acquirer's own customers: fewer columns, other habits, fewer slips. */
final class AcquirerCustomers implements Closeable {
  private final MergerSize size;
  private final Population population;
  private final People people;
  private final Dirt dirt;
  private final LineFile file;

  AcquirerCustomers(MergerSize size, Population population, People people, Path directory)
      throws IOException {
    this.size = size;
    this.population = population;
    this.people = people;
    this.dirt = new Dirt(size);
    this.file =
        LineFile.ofAcquirer(
            directory,
            "acquirer_customers.csv",
            "customer_no",
            "given_name",
            "surname",
            "street_number",
            "address_1",
            "address_2",
            "suburb",
            "postcode",
            "state",
            "date_of_birth",
            "email",
            "phone",
            "iban");
  }

  LineFile file() {
    return file;
  }

  /** Writes the line of the customer at this place, from 0. */
  void write(int position) {
    var dice = Dice.of(size.seed(), "acquirer line", position);
    var person = people.person(population.acquirerPerson(position));
    var address = person.toAcquirer().address();
    file.set("customer_no", Population.acquirerKey(position))
        .set("street_number", Written.number(address, dice))
        .set("address_1", address.street())
        .set("address_2", dice.chance(.03) ? "Postbus " + dice.between(10, 999) : "")
        .set("suburb", address.city())
        .set("postcode", Written.postcode(address.postcode(), dice))
        .set("state", dice.chance(.97) ? address.province() : "")
        .set("email", dice.chance(.85) ? person.toAcquirer().email() : "")
        .set("phone", dice.chance(.9) ? phone(person, dice) : "")
        .set("iban", dice.chance(.85) ? person.toAcquirer().iban() : "");
    name(person, dice);
    if (dice.chance(.1)) {
      slip(person, dice);
    }
    dirt.spoilCustomer(file, "iban", "date_of_birth", "phone", "email", DutchForm::compactDay);
    file.write();
  }

  private void name(Person person, Dice dice) {
    if (person.isOrganisation()) {
      file.set("surname", person.organisation());
      return;
    }
    double kind = dice.share();
    file.set("given_name", kind < .84 ? person.given() : kind < .95 ? person.initials() : "")
        .set("surname", Written.surname(person.family(), dice))
        .set("date_of_birth", dice.chance(.97) ? DutchForm.compactDay(person.born()) : "");
  }

  private static String phone(Person person, Dice dice) {
    return Written.phone(dice.chance(.8) ? person.mobile() : person.landline(), dice);
  }

  private void slip(Person person, Dice dice) {
    switch (dice.below(5)) {
      case 0 -> file.set("surname", Slips.typed(file.get("surname"), dice));
      case 1 -> file.set("given_name", Slips.typed(file.get("given_name"), dice));
      case 2 -> file.set("address_1", Slips.typed(file.get("address_1"), dice));
      case 3 -> file.set(dice.oneOf("street_number", "address_1", "suburb", "given_name"), "");
      default -> {
        if (!person.isOrganisation()) {
          file.set("date_of_birth", DutchForm.compactDay(Slips.mistaken(person.born(), dice)));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
