package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/** The customers of the acquired company, and their file as its staff typed it over the years. */
final class AcquiredCustomers implements Closeable {
  /** No contact is older than this many days before the extract. */
  static final int HISTORY_DAYS = 3 * 365;

  private final MergerSize size;
  private final Population population;
  private final People people;
  private final Dirt dirt;
  private final LineFile file;

  AcquiredCustomers(MergerSize size, Population population, People people, Path directory)
      throws IOException {
    this.size = size;
    this.population = population;
    this.people = people;
    this.dirt = new Dirt(size);
    this.file =
        LineFile.ofAcquired(
            directory,
            "acquired_klanten.csv",
            "Klantnr",
            "Voornaam",
            "Achternaam",
            "Huisnr",
            "Straat",
            "Adresregel2",
            "Plaats",
            "Postcode",
            "Regio",
            "Geboortedatum",
            "Tussenvoegsel",
            "Huisnummertoevoeging",
            "Email",
            "Telefoon",
            "IBAN",
            "Geslacht",
            "Bijzonderheid",
            "Reclame",
            "Voorletters",
            "Organisatienaam",
            "Telefoon2",
            "Voorkeurskanaal",
            "KlantSinds",
            "Land",
            "Label");
  }

  LineFile file() {
    return file;
  }

  /** The customer on this line, from 0; the same each time. */
  Customer at(int position) {
    long id = population.acquiredPerson(position);
    var person = people.person(id);
    return new Customer(
        position,
        Population.acquiredKey(position),
        id,
        person,
        since(position, person),
        circumstance(id, person));
  }

  /** First day as a customer: as an adult, if they are one now. */
  LocalDate since(int position) {
    return since(position, people.person(population.acquiredPerson(position)));
  }

  /**
   * The first customer in the file was there before the contact history begins, so that each
   * contact can find a customer.
   */
  private LocalDate since(int position, Person person) {
    var dice = Dice.of(size.seed(), "since", position);
    boolean recent = position > 0 && dice.chance(.12);
    int days = recent ? dice.between(20, HISTORY_DAYS) : dice.between(HISTORY_DAYS + 1, 9_000);
    var since = size.asOf().minusDays(days);
    if (position == 0 || person.isOrganisation()) {
      return since;
    }
    var earliest = person.isMinor(size.asOf()) ? person.born() : person.born().plusYears(18);
    var latest = size.asOf().minusDays(20);
    return earliest.isAfter(latest) ? latest : earliest.isAfter(since) ? earliest : since;
  }

  /** Another customer who takes part in a contract: of the same household if one is there. */
  Customer relative(Customer customer, Dice dice) {
    var household = people.household(customer.id());
    for (long id = household.first(); id < household.first() + household.size(); id++) {
      int position = id == customer.id() ? -1 : population.acquiredPosition(id);
      if (position >= 0) {
        return at(position);
      }
    }
    return at(dice.below(size.customers()));
  }

  /** Writes the line of a customer. */
  void write(Customer customer) {
    var dice = Dice.of(size.seed(), "acquired line", customer.position());
    var person = customer.person();
    file.set("Klantnr", customer.key())
        .set("Bijzonderheid", customer.circumstance())
        .set("Reclame", dice.chance(.3) ? "nee" : dice.chance(.1) ? "" : "ja")
        .set("KlantSinds", DutchForm.day(customer.since()))
        .set("Land", dice.chance(.9) ? "NL" : "")
        .set("Label", person.isOrganisation() ? "Zonnet Zakelijk" : "Zonnet");
    if (person.isOrganisation()) {
      file.set("Organisatienaam", person.organisation());
    } else {
      name(person, dice);
      file.set("Geslacht", dice.chance(.95) ? person.sex().code() : "");
      file.set("Geboortedatum", dice.chance(.96) ? DutchForm.day(person.born()) : "");
    }
    address(person.toAcquired().address(), dice);
    reachable(person, dice);
    if (dice.chance(.22)) {
      slip(person, dice);
    }
    dirt.spoilCustomer(file, "IBAN", "Geboortedatum", "Telefoon", "Email", DutchForm::day);
    file.write();
  }

  private void name(Person person, Dice dice) {
    var family = person.family();
    file.set("Voornaam", dice.chance(.94) ? person.given() : "");
    file.set("Voorletters", dice.chance(.9) ? person.initials() : "");
    double kind = dice.share();
    if (family.prefix().isEmpty() || kind < .84) {
      file.set("Tussenvoegsel", family.prefix()).set("Achternaam", family.name());
    } else if (kind < .9) {
      file.set("Achternaam", family.whole());
    } else if (kind < .95) {
      file.set("Achternaam", family.name() + ", " + family.prefix());
    } else {
      file.set("Tussenvoegsel", Written.shortPrefix(family.prefix()))
          .set("Achternaam", family.name());
    }
  }

  private void address(Address address, Dice dice) {
    boolean together = !address.addition().isEmpty() && dice.chance(.35);
    file.set("Straat", address.street())
        .set(
            "Huisnr", together ? Written.number(address, dice) : Integer.toString(address.number()))
        .set("Huisnummertoevoeging", together ? "" : address.addition())
        .set("Postcode", Written.postcode(address.postcode(), dice))
        .set("Plaats", address.city())
        .set("Regio", address.province())
        .set("Adresregel2", dice.chance(.02) ? "t.a.v. de administratie" : "");
  }

  private void reachable(Person person, Dice dice) {
    var known = person.toAcquired();
    file.set("Email", dice.chance(.78) ? known.email() : "")
        .set("Telefoon", dice.chance(.88) ? Written.phone(person.mobile(), dice) : "")
        .set("Telefoon2", dice.chance(.4) ? Written.phone(person.landline(), dice) : "")
        .set("IBAN", dice.chance(.85) ? known.iban() : "")
        .set(
            "Voorkeurskanaal",
            dice.chance(.6) ? dice.oneOf("Telefoon", "E-mail", "Brief", "WhatsApp", "Geen") : "");
  }

  private void slip(Person person, Dice dice) {
    switch (dice.below(8)) {
      case 0, 1 -> file.set("Achternaam", Slips.typed(file.get("Achternaam"), dice));
      case 2 -> file.set("Voornaam", Slips.typed(file.get("Voornaam"), dice));
      case 3 -> file.set("Straat", Slips.typed(file.get("Straat"), dice));
      case 4 -> {
        var given = file.get("Voornaam");
        file.set("Voornaam", file.get("Achternaam")).set("Achternaam", given);
      }
      case 5 -> {
        if (!person.isOrganisation()) {
          file.set("Geboortedatum", DutchForm.day(Slips.mistaken(person.born(), dice)));
        }
      }
      case 6 -> file.set(dice.oneOf("Straat", "Huisnr", "Plaats", "Postcode", "Achternaam"), "");
      default -> {
        var street = file.get("Straat");
        file.set("Straat", file.get("Plaats")).set("Plaats", street);
      }
    }
  }

  private String circumstance(long id, Person person) {
    if (person.isOrganisation()) {
      return "";
    }
    if (person.isMinor(size.asOf())) {
      return "minderjarig";
    }
    double kind = Dice.of(size.seed(), "circumstance", id).share();
    if (kind < .012) {
      return "overleden";
    }
    if (kind < .019) {
      return "bewind";
    }
    if (kind < .024) {
      return "geheim adres";
    }
    return kind < .029 ? "medewerker" : "";
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
