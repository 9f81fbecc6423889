package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The acquirer's own contact history, so that a customer of both has two stories to bring together.
 */
final class AcquirerContacts implements Closeable {
  private static final long FIRST_ID = 3_000_001;

  private final MergerSize size;
  private final Names names;
  private final Phrases phrases = new Phrases();
  private final LineFile file;

  AcquirerContacts(MergerSize size, Names names, Path directory) throws IOException {
    this.size = size;
    this.names = names;
    file =
        LineFile.ofAcquirer(
            directory,
            "acquirer_contacts.csv",
            "ContactId",
            "Klantnr",
            "Datum",
            "Kanaal",
            "Onderwerp",
            "Tekst",
            "Afhandeling",
            "Richting",
            "Medewerker");
  }

  LineFile file() {
    return file;
  }

  /** Writes the one contact of the customer at this position. */
  void write(int position) {
    var dice = Dice.of(size.seed(), "own contact", position);
    var channel = Channel.any(dice);
    var topic = phrases.topic(dice);
    var day = size.asOf().minusDays(dice.between(1, AcquiredCustomers.HISTORY_DAYS));
    file.set("ContactId", Long.toString(FIRST_ID + position))
        .set("Klantnr", Population.acquirerKey(position))
        .set("Datum", DutchForm.isoMoment(day.atTime(dice.between(8, 20), dice.below(60))))
        .set("Kanaal", channel.inFile())
        .set("Onderwerp", topic.subject())
        .set("Tekst", phrases.fromCustomer(channel, topic, false, "", dice))
        .set("Afhandeling", phrases.outcome(dice))
        .set("Richting", "In")
        .set("Medewerker", names.staff(dice));
    file.write();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
