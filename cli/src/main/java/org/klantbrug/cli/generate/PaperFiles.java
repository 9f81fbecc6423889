package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

/** What the acquired company promised, and the index of its document archive. */
final class PaperFiles implements Closeable {
  private static final int MOST_DOCUMENTS = 4;
  private static final String[] KINDS = {
    "Contract", "Bevestiging", "Brief", "Factuur", "Machtiging", "Foto meterkast"
  };

  private final MergerSize size;
  private final Names names;
  private final Phrases phrases = new Phrases();
  private final Dirt dirt;
  private final LineFile promises;
  private final LineFile documents;

  PaperFiles(MergerSize size, Names names, Path directory) throws IOException {
    this.size = size;
    this.names = names;
    this.dirt = new Dirt(size);
    promises = AcquiredFiles.promises(directory);
    documents =
        LineFile.ofAcquired(
            directory,
            "acquired_documenten.csv",
            "Documentnr",
            "Klantnr",
            "Naam",
            "Bestandstype",
            "Grootte",
            "Sha256",
            "AangemaaktOp",
            "Vindplaats");
  }

  LineFile[] files() {
    return new LineFile[] {promises, documents};
  }

  /** Writes what there is of a customer. */
  void write(Customer customer) {
    var dice = Dice.of(size.seed(), "paper", customer.position());
    if (dice.chance(.06)) {
      promise(customer, dice);
    }
    for (int number = dice.lowBelow(MOST_DOCUMENTS); number > 0; number--) {
      document(customer, number, dice);
    }
  }

  private void promise(Customer customer, Dice dice) {
    int known = (int) ChronoUnit.DAYS.between(customer.since(), size.asOf());
    var made = size.asOf().minusDays(dice.below(Math.min(known, 120)));
    var due = made.plusDays(dice.between(3, 60));
    boolean open = due.isAfter(size.asOf()) || dice.chance(.3);
    promises
        .set("Belofteid", "B" + (customer.position() + 1))
        .set("Klantnr", customer.key())
        .set("Tekst", phrases.promise(dice))
        .set("GedaanOp", DutchForm.moment(made.atTime(dice.between(8, 17), dice.below(60))))
        .set("Uiterlijk", DutchForm.day(due))
        .set("GedaanDoor", names.staff(dice))
        .set(
            "Status",
            open ? "Open" : dice.oneOf("Nagekomen", "Nagekomen", "Gebroken", "Vervallen"));
    dirt.spoilChild(promises, "Klantnr", "Uiterlijk", DutchForm::day);
    promises.write();
  }

  private void document(Customer customer, int number, Dice dice) {
    int known = (int) ChronoUnit.DAYS.between(customer.since(), size.asOf());
    var made = size.asOf().minusDays(dice.below(known));
    boolean picture = dice.chance(.1);
    var kind = picture ? KINDS[KINDS.length - 1] : KINDS[dice.below(KINDS.length - 1)];
    var extension = picture ? ".jpg" : ".pdf";
    var key = "D" + ((long) customer.position() * MOST_DOCUMENTS + number);
    documents
        .set("Documentnr", key)
        .set("Klantnr", customer.key())
        .set("Naam", kind + " " + DutchForm.day(made) + extension)
        .set("Bestandstype", picture ? "image/jpeg" : "application/pdf")
        .set("Grootte", Integer.toString(dice.between(8_000, 900_000)))
        .set("Sha256", sha(dice))
        .set("AangemaaktOp", DutchForm.moment(made.atTime(dice.between(8, 17), dice.below(60))))
        .set("Vindplaats", "archief/" + made.getYear() + "/" + key + extension);
    dirt.spoilChild(
        documents, "Klantnr", "AangemaaktOp", (y, m, d) -> DutchForm.day(y, m, d) + " 10:15");
    documents.write();
  }

  /** Looks like a SHA-256; the documents themselves lie elsewhere. */
  private static String sha(Dice dice) {
    var sha = new StringBuilder(64);
    for (int i = 0; i < 64; i++) {
      sha.append(Character.forDigit(dice.below(16), 16));
    }
    return sha.toString();
  }

  @Override
  public void close() throws IOException {
    try (promises;
        documents) {
      return;
    }
  }
}
