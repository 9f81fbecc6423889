package org.klantbrug.cli.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Contact moments in the order of time, and the complaints among them that are still open. */
final class ContactFiles implements Closeable {
  private static final long FIRST_ID = 7_000_001;
  private static final int TRIES = 200;

  /** A complaint older than this is closed. */
  private static final int OPEN_DAYS = 60;

  /** Days within which a complaint must be answered. */
  private static final int ANSWER_DAYS = 42;

  private final MergerSize size;
  private final AcquiredCustomers customers;
  private final Names names;
  private final Phrases phrases = new Phrases();
  private final Dirt dirt;
  private final LineFile contacts;
  private final LineFile complaints;

  ContactFiles(MergerSize size, AcquiredCustomers customers, Names names, Path directory)
      throws IOException {
    this.size = size;
    this.customers = customers;
    this.names = names;
    this.dirt = new Dirt(size);
    contacts =
        LineFile.ofAcquired(
            directory,
            "acquired_contactmomenten.csv.gz",
            "ContactId",
            "Klantnr",
            "Datum",
            "Kanaal",
            "Onderwerp",
            "Subonderwerp",
            "Product",
            "Tekst",
            "Afhandeling",
            "Tijdig",
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
            "Product",
            "Omschrijving",
            "AntwoordUiterlijk",
            "Status");
  }

  LineFile[] files() {
    return new LineFile[] {contacts, complaints};
  }

  /** Writes all contacts. */
  void write() {
    var spread = new ContactSpread(size);
    for (int number = 0; number < size.contacts(); number++) {
      write(number, spread);
    }
  }

  private void write(int number, ContactSpread spread) {
    var dice = Dice.of(size.seed(), "contact", number);
    var channel = Channel.any(dice);
    var day = day(number, channel);
    int position = customerBefore(day, spread, dice);
    var topic = phrases.topic(dice);
    boolean in = dice.chance(.78);
    boolean complaint = in && dice.chance(.09);
    boolean open = complaint && isRecent(day) && dice.chance(.65);
    var staff = names.staff(dice);
    var text =
        complaint || dice.chance(.88)
            ? text(channel, topic, in, complaint, position, staff, dice)
            : "";
    var moment = moment(day, dice);
    var id = Long.toString(FIRST_ID + number);
    contacts
        .set("ContactId", id)
        .set("Klantnr", Population.acquiredKey(position))
        .set("Datum", DutchForm.isoMoment(moment))
        .set("Kanaal", channel.inFile())
        .set("Onderwerp", topic.subject())
        .set("Subonderwerp", dice.chance(.95) ? dice.oneOf(topic.parts()) : "")
        .set("Product", topic.product())
        .set("Tekst", text)
        .set("Afhandeling", open ? "In behandeling" : phrases.outcome(dice))
        .set("Tijdig", dice.chance(.97) ? "Ja" : "Nee")
        .set("Richting", in ? "In" : "Uit")
        .set("Medewerker", staff)
        .set("Klachtstatus", open ? "Open" : complaint ? "Afgehandeld" : "Geen");
    dirt.spoilChild(
        contacts, "Klantnr", "Datum", (y, m, d) -> DutchForm.isoDay(y, m, d) + "T10:15:00+01:00");
    contacts.write();
    if (open) {
      complaint(id, position, moment, channel, topic, text, dice);
    }
  }

  private void complaint(
      String contact,
      int position,
      LocalDateTime received,
      Channel channel,
      Vocabulary.Topic topic,
      String text,
      Dice dice) {
    complaints
        .set("Klachtnr", "KL" + contact)
        .set("Klantnr", Population.acquiredKey(position))
        .set("OntvangenOp", DutchForm.moment(received))
        .set("Kanaal", channel.inComplaints())
        .set("Onderwerp", topic.subject())
        .set("Product", topic.product())
        .set("Omschrijving", text)
        .set("AntwoordUiterlijk", DutchForm.day(received.toLocalDate().plusDays(ANSWER_DAYS)))
        .set("Status", dice.oneOf("Ontvangen", "Bevestigd", "In onderzoek", "Besloten"));
    dirt.spoilChild(complaints, "Klantnr", "AntwoordUiterlijk", DutchForm::day);
    complaints.write();
  }

  private String text(
      Channel channel,
      Vocabulary.Topic topic,
      boolean in,
      boolean complaint,
      int position,
      String staff,
      Dice dice) {
    if (!in) {
      return phrases.toCustomer(channel, topic, staff, dice);
    }
    boolean signed = channel.manner() == Channel.Manner.LETTER;
    var sender = signed ? customers.at(position).accountHolder() : "";
    return phrases.fromCustomer(channel, topic, complaint, sender, dice);
  }

  /** Days run evenly in their squares: the last year holds more contacts than the first. */
  private LocalDate day(int number, Channel channel) {
    double past = Math.sqrt((number + .5) / size.contacts());
    int ago = (int) ((1 - past) * AcquiredCustomers.HISTORY_DAYS);
    var day = size.asOf().minusDays(ago);
    if (!channel.workingDaysOnly()) {
      return day;
    }
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.minusDays(1);
      case SUNDAY -> day.minusDays(2);
      default -> day;
    };
  }

  private static LocalDateTime moment(LocalDate day, Dice dice) {
    return day.atTime(dice.between(8, 20), dice.below(60), dice.below(60));
  }

  private int customerBefore(LocalDate day, ContactSpread spread, Dice dice) {
    for (int i = 0; i < TRIES; i++) {
      int position = spread.any(dice);
      if (!customers.since(position).isAfter(day)) {
        return position;
      }
    }
    return 0;
  }

  private boolean isRecent(LocalDate day) {
    return day.isAfter(size.asOf().minusDays(OPEN_DAYS));
  }

  @Override
  public void close() throws IOException {
    try (contacts;
        complaints) {
      return;
    }
  }
}
