package org.klantbrug.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.klantbrug.cli.server.DatabaseAddress;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Part;
import org.klantbrug.transfer.Kind;

/** The measurement from the making of the files to the last page; one database per attempt. */
final class Benchmark {

  /** Delivered with the customers, so that their pages show what customers have. */
  private static final Map<String, Entity> PAPERS = new LinkedHashMap<>();

  static {
    PAPERS.put("acquired_contracten.csv", Entity.CONTRACT);
    PAPERS.put("acquired_facturen.csv", Entity.INVOICE);
    PAPERS.put("acquired_betalingsregelingen.csv", Entity.ARRANGEMENT);
    PAPERS.put("acquired_machtigingen.csv", Entity.MANDATE);
    PAPERS.put("acquired_beloften.csv", Entity.PROMISE);
    PAPERS.put("acquired_klachten.csv", Entity.COMPLAINT);
  }

  private final Workplace place;
  private final int customers;
  private final int contacts;
  private final int rounds;
  private final Consumer<String> say;
  private final int minutes;
  private final Figures figures = new Figures();
  private final Meter meter;
  private CopyLimit limit;

  /**
   * @param rounds how often everything is measured
   * @param minutes for which fifty people work while imports run; 0 to leave that out
   * @param say hears one line per step
   */
  Benchmark(
      Workplace place, int customers, int contacts, int rounds, int minutes, Consumer<String> say) {
    this.place = place;
    this.customers = customers;
    this.contacts = contacts;
    this.rounds = rounds;
    this.minutes = minutes;
    this.say = say;
    meter = new Meter(place, figures, say);
  }

  /** Measures everything. */
  List<Measure> run(int port) {
    makeFiles();
    var base = place.withSchema("base");
    Takeover.register(place.open(base));
    var contactFile = bringCustomers(base);
    stageContacts(contactFile);
    importContacts(contactFile);
    matchCustomers();
    var last = transferAll();
    bringPapers(last);
    var served = serve(last, port);
    served.pages();
    served.complaints();
    served.whileImporting(minutes, () -> importBeside(contactFile));
    served.workLists();
    return figures.measures();
  }

  /** Measures only how complaints are taken in and handled, beside customers nobody brought. */
  List<Measure> runComplaints(int port) {
    var base = place.withSchema("base");
    Takeover.register(place.open(base));
    serve(base, port).complaints();
    return figures.measures();
  }

  private void makeFiles() {
    say.accept("Making the files of " + customers + " customers and " + contacts + " contacts");
    MadeFiles.in(
        place.folder("made"),
        "--customers",
        Integer.toString(customers),
        "--contacts",
        Integer.toString(contacts));
    unpack(made("acquired_contactmomenten.csv.gz"), made("contacts.csv"));
  }

  private Path made(String file) {
    return place.folder("made").resolve(file);
  }

  /** What is measured is reading a file, not unpacking it. */
  private static void unpack(Path packed, Path to) {
    try (var in = new GZIPInputStream(Files.newInputStream(packed), 1 << 16)) {
      Files.copy(in, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Brings both companies' customers to staging and registers the file of contacts.
   *
   * @return the delivery with the contacts
   */
  private long bringCustomers(DatabaseAddress base) {
    say.accept("Importing the customers of both companies");
    var takeover = new Takeover(place.open(base));
    var store = place.folder("files");
    for (var ours : List.of(true, false)) {
      var file = made(ours ? "acquirer_customers.csv" : "acquired_klanten.csv");
      var delivery = takeover.deliver(file, ours, Entity.CUSTOMER, store).id();
      takeover.read(delivery, 2);
      takeover.settle(delivery);
    }
    takeover.settle(Part.MASTER_DATA);
    return takeover.deliver(made("contacts.csv"), false, Entity.CONTACT, store).id();
  }

  /** Stages the contacts once, for what comes after the import and for the limit. */
  private void stageContacts(long file) {
    say.accept("Making ready what the import is compared with");
    var takeover = new Takeover(place.open(place.copy("base", "staged")));
    takeover.read(file, 2);
    var staged = takeover.settle(file).counts();
    takeover.settle(Part.HISTORY);
    limit =
        new CopyLimit(
            place.asOwner("staged"),
            place.folder("copied"),
            staged.staged() + staged.duplicates() + staged.parked());
    limit.makeReady();
  }

  private void measureLimit() {
    say.accept("COPY over one connection, and over two");
    for (var connections = 1; connections <= 2; connections++) {
      var watch = Stopwatch.start();
      var rows = connections == 1 ? limit.overOne() : limit.overTwo();
      meter.note("copy." + connections, Figures.ROWS, rows, watch.peakHeapMb());
    }
  }

  private void importContacts(long file) {
    for (var round = 1; round <= rounds; round++) {
      measureLimit();
      for (var writers = 1; writers <= 2; writers++) {
        say.accept("Import with " + writers + " writers, " + round + " of " + rounds);
        importOnce(file, writers);
      }
    }
    measureLimit();
  }

  private void importOnce(long file, int writers) {
    var takeover = new Takeover(place.open(place.copy("base", "imported")));
    meter.rows("import." + writers, () -> takeover.read(file, writers));
    meter.seconds("import.settle", () -> takeover.settle(file));
    place.drop("imported");
  }

  private void matchCustomers() {
    var takeover = new Takeover(place.open(place.copy("staged", "matched")));
    say.accept("Making our own customers live, and the identities of theirs");
    takeover.takeOurs();
    meter.seconds("identities", takeover::registerTheirs);
    meter.seconds("match.model", takeover::estimate);
    for (var round = 1; round <= rounds; round++) {
      say.accept("Match, " + round + " of " + rounds);
      meter.seconds("match", takeover::match);
    }
  }

  /** Transfers and reconciles in fresh databases; the last one stays. */
  private DatabaseAddress transferAll() {
    for (var round = 1; ; round++) {
      var address = place.copy("matched", "transferred" + round);
      var takeover = new Takeover(place.open(address));
      say.accept("Transfer, " + round + " of " + rounds);
      place.settleDown();
      var watch = Stopwatch.start();
      var master = takeover.carry(Kind.TRANSFER);
      var history = takeover.carry(Kind.HISTORY);
      var rows = customers + contacts;
      meter.note("transfer", Figures.ROWS, rows / watch.seconds(), watch.peakHeapMb());
      say.accept("Reconciliation, " + round + " of " + rounds);
      meter.seconds(
          "reconcile",
          () -> {
            takeover.reconcile(master);
            takeover.reconcile(history);
          });
      if (round == rounds) {
        measureLimit();
        return address;
      }
      place.drop("transferred" + round);
    }
  }

  private void bringPapers(DatabaseAddress address) {
    say.accept("Bringing contracts, invoices and arrangements after them");
    var takeover = new Takeover(place.open(address));
    PAPERS.forEach(
        (file, entity) -> {
          var delivery = takeover.deliver(made(file), false, entity, place.folder("files")).id();
          takeover.read(delivery, 2);
          takeover.settle(delivery);
        });
    takeover.settle(Part.MASTER_DATA);
    takeover.carry(Kind.TRANSFER);
    Takeover.end(place.open(address));
  }

  private Served serve(DatabaseAddress address, int port) {
    say.accept("Starting a server on port " + port);
    new Statistics(place.asOwner(Workplace.name(address))).makeReady();
    return new Served(place, address, place.startServer(address, port), rounds, meter, say);
  }

  /** An import in a database of its own, as fast as it goes. */
  private void importBeside(long file) {
    new Takeover(place.open(place.copy("base", "beside"))).read(file, 2);
    place.drop("beside");
  }
}
