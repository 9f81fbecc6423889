package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What customers of a merger that is played to its end said and were promised. */
final class RecipePapers implements Closeable {
  private static final long FIRST_CONTACT = 7_000_001;
  private static final int HISTORY_DAYS = 700;
  private static final int DAYS_TO_ANSWER = 42;
  private static final int ONE_DOCUMENT_IN = 4;
  private static final String OF_BILL =
      "Op mijn laatste factuur staat een bedrag dat ik niet ken. Ik wil dat dit wordt rechtgezet.";
  private static final String OF_SERVICE =
      "De monteur kwam niet op de afgesproken ochtend, en niemand belde mij daarover.";

  private final Takeover takeover;
  private final Names names;
  private final LineFile promises;
  private final LineFile documents;
  private final LineFile contacts;
  private final LineFile complaints;
  private final LineFile objections;
  private final LineFile comingBack;
  private long contactsWritten;

  RecipePapers(Takeover takeover, Names names, Path directory) throws IOException {
    this.takeover = takeover;
    this.names = names;
    promises = AcquiredFiles.promises(directory);
    documents =
        LineFile.ofAcquired(
            directory,
            "acquired_documenten.csv",
            "Documentnr",
            "Klantnr",
            "Naam",
            "Bestandstype",
            "AangemaaktOp",
            "Vindplaats");
    contacts =
        LineFile.ofAcquired(
            directory,
            "acquired_contactmomenten.csv.gz",
            "ContactId",
            "Klantnr",
            "Datum",
            "Kanaal",
            "Onderwerp",
            "Tekst",
            "Afhandeling",
            "Richting",
            "Medewerker",
            "Klachtstatus");
    complaints =
        LineFile.ofAcquired(
            directory,
            "acquired_klachten.csv",
            "Klachtnr",
            "Klantnr",
            "OntvangenOp",
            "Kanaal",
            "Onderwerp",
            "Omschrijving",
            "AntwoordUiterlijk",
            "Status");
    objections = LineFile.ofAcquirer(directory, "objections.csv", "customer", "decision", "words");
    comingBack = LineFile.ofAcquirer(directory, "letters_that_come_back.csv", "customer");
  }

  /** Who objects when he hears of it, and what is decided. */
  LineFile objections() {
    return objections;
  }

  /** Whose first letter comes back. */
  LineFile comingBack() {
    return comingBack;
  }

  List<LineFile> files() {
    return List.of(promises, documents, contacts, complaints);
  }

  /** Writes what there is of a customer, and his share of the contacts. */
  void write(RecipeCustomer customer) {
    var dice = Dice.of(takeover.seed(), "recipe papers", customer.position());
    switch (customer.recipe()) {
      case PROMISE -> promise(customer, dice);
      case COMPLAINT_OF_BILL -> complaint(customer, "Factuur", OF_BILL, dice);
      case COMPLAINT_OF_SERVICE -> complaint(customer, "Monteur", OF_SERVICE, dice);
      case LETTER_COMES_BACK -> comingBack.set("customer", customer.key()).write();
      default -> {
        // said no more than others
      }
    }
    if (customer.recipe().decision() != null) {
      objections
          .set("customer", customer.key())
          .set("decision", customer.recipe().decision())
          .set("words", "Ik heb niet voor dit bedrijf gekozen.")
          .write();
    }
    if (customer.position() % ONE_DOCUMENT_IN == 0) {
      document(customer);
    }
    var upToHere = (customer.position() + 1L) * takeover.contacts() / takeover.customers();
    while (contactsWritten < upToHere) {
      contact(customer, dice);
    }
  }

  private void promise(RecipeCustomer customer, Dice dice) {
    var made = takeover.asOf().minusDays(dice.between(5, 30));
    promises
        .set("Belofteid", "B" + (customer.position() + 1))
        .set("Klantnr", customer.key())
        .set("Tekst", "Wij bellen u terug over uw verhuizing.")
        .set("GedaanOp", DutchForm.moment(made.atTime(11, 30)))
        .set("Uiterlijk", DutchForm.day(takeover.asOf().plusDays(200)))
        .set("GedaanDoor", names.staff(dice))
        .set("Status", "Open")
        .write();
  }

  private void document(RecipeCustomer customer) {
    var key = "D" + (customer.position() + 1);
    var made = takeover.asOf().minusDays(HISTORY_DAYS);
    documents
        .set("Documentnr", key)
        .set("Klantnr", customer.key())
        .set("Naam", "Contract " + DutchForm.day(made) + ".pdf")
        .set("Bestandstype", "application/pdf")
        .set("AangemaaktOp", DutchForm.moment(made.atTime(10, 15)))
        .set("Vindplaats", "archief/" + made.getYear() + "/" + key + ".pdf")
        .write();
  }

  private void complaint(RecipeCustomer customer, String subject, String text, Dice dice) {
    var day = takeover.asOf().minusDays(dice.between(3, 20));
    complaints
        .set("Klachtnr", "KL" + (customer.position() + 1))
        .set("Klantnr", customer.key())
        .set("OntvangenOp", DutchForm.moment(day.atTime(9, 40)))
        .set("Kanaal", "Telefoon")
        .set("Onderwerp", subject)
        .set("Omschrijving", text)
        .set("AntwoordUiterlijk", DutchForm.day(day.plusDays(DAYS_TO_ANSWER)))
        .set("Status", "In onderzoek")
        .write();
  }

  private void contact(RecipeCustomer customer, Dice dice) {
    var day = takeover.asOf().minusDays(dice.between(1, HISTORY_DAYS));
    contacts
        .set("ContactId", Long.toString(FIRST_CONTACT + contactsWritten))
        .set("Klantnr", customer.key())
        .set("Datum", DutchForm.isoMoment(day.atTime(dice.between(8, 20), dice.below(60))))
        .set("Kanaal", Channel.any(dice).inFile())
        .set("Onderwerp", "Internet")
        .set("Tekst", "Vraagt hoe snel de verbinding is; uitgelegd.")
        .set("Afhandeling", "Beantwoord")
        .set("Richting", "In")
        .set("Medewerker", names.staff(dice))
        .set("Klachtstatus", "Geen")
        .write();
    contactsWritten++;
  }

  @Override
  public void close() throws IOException {
    try (promises;
        documents;
        contacts;
        complaints;
        objections;
        comingBack) {
      return;
    }
  }
}
