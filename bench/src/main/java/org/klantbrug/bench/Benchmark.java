package org.klantbrug.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import org.klantbrug.cli.Main;
import org.klantbrug.cli.server.DatabaseAddress;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Part;
import org.klantbrug.transfer.Kind;

/** The measurement from the making of the files to the last page; one database per attempt. */
final class Benchmark {
  private static final int USERS = 16;
  private static final int BUSIEST = 96;
  private static final int REQUESTS_OF_ONE = 150;
  private static final int REQUESTS_OF_EACH = 12;
  private static final int PAGES_COUNTED = 20;
  private static final int TASKS = 100_000;

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
  private final Figures figures = new Figures();
  private CopyLimit limit;

  /**
   * @param rounds how often everything is measured
   * @param say hears one line per step
   */
  Benchmark(Workplace place, int customers, int contacts, int rounds, Consumer<String> say) {
    this.place = place;
    this.customers = customers;
    this.contacts = contacts;
    this.rounds = rounds;
    this.say = say;
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
    serve(last, port);
    return figures.measures();
  }

  private void makeFiles() {
    say.accept("Making the files of " + customers + " customers and " + contacts + " contacts");
    var heard = new StringWriter();
    var exit =
        Main.commandLine()
            .setOut(new PrintWriter(heard))
            .setErr(new PrintWriter(heard))
            .execute(
                "generate",
                "--customers",
                Integer.toString(customers),
                "--contacts",
                Integer.toString(contacts),
                "--out",
                place.folder("made").toString());
    if (exit != 0) {
      throw new IllegalStateException("The files could not be made: " + heard);
    }
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
      note("copy." + connections, Figures.ROWS, rows, watch.peakHeapMb());
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
    measureRows("import." + writers, () -> takeover.read(file, writers));
    measureSeconds("import.settle", () -> takeover.settle(file));
    place.drop("imported");
  }

  private void matchCustomers() {
    var takeover = new Takeover(place.open(place.copy("staged", "matched")));
    say.accept("Making our own customers live, and the identities of theirs");
    takeover.takeOurs();
    measureSeconds("identities", takeover::registerTheirs);
    measureSeconds("match.model", takeover::estimate);
    for (var round = 1; round <= rounds; round++) {
      say.accept("Match, " + round + " of " + rounds);
      measureSeconds("match", takeover::match);
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
      note("transfer", Figures.ROWS, rows / watch.seconds(), watch.peakHeapMb());
      say.accept("Reconciliation, " + round + " of " + rounds);
      measureSeconds(
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

  private void serve(DatabaseAddress address, int port) {
    say.accept("Starting a server on port " + port);
    new Statistics(place.asOwner(name(address))).makeReady();
    measurePages(address, place.startServer(address, port));
  }

  private static String name(DatabaseAddress address) {
    return address.url().substring(address.url().lastIndexOf('/') + 1);
  }

  private void measurePages(DatabaseAddress address, URI server) {
    var desk = new Desk(place.open(address), server, USERS, BUSIEST);
    say.accept("Opening customers and searching, until the server is warm");
    desk.warmUp();
    for (var round = 1; round <= rounds; round++) {
      say.accept("Customer pages and search by 1 and by 16 users, " + round + " of " + rounds);
      addP95("page.360.1", desk.openCustomers(1, REQUESTS_OF_ONE));
      addP95("page.360.16", desk.openCustomers(USERS, REQUESTS_OF_EACH));
      addP95("search.1", desk.search(1, REQUESTS_OF_ONE));
      addP95("search.16", desk.search(USERS, REQUESTS_OF_EACH));
    }
    var statistics = new Statistics(place.asOwner(name(address)));
    place.countStatements(true);
    var counted = statistics.during(() -> desk.openSome(PAGES_COUNTED));
    note("page.360.statements", "statements", counted / (double) PAGES_COUNTED, null);
    place.countStatements(false);
    measureWork(desk, address);
  }

  private void measureWork(Desk desk, DatabaseAddress address) {
    say.accept("Work lists over " + TASKS + " open tasks by 1 and by 16 users");
    OpenTasks.fill(place.asOwner(name(address)), TASKS);
    desk.openLists(USERS, REQUESTS_OF_EACH);
    for (var round = 1; round <= rounds; round++) {
      addP95("work.list.1", desk.openLists(1, REQUESTS_OF_ONE));
      addP95("work.list.16", desk.openLists(USERS, REQUESTS_OF_EACH));
    }
  }

  private void note(String name, String unit, double value, Long peakHeapMb) {
    figures.add(name, unit, value, peakHeapMb);
    say.accept(String.format(Locale.ROOT, "  %s %.1f %s", name, value, unit));
  }

  private void addP95(String name, List<Double> milliseconds) {
    note(name, "ms p95", Figures.percentile(milliseconds, .95), null);
  }

  private void measureRows(String name, LongSupplier work) {
    place.settleDown();
    var watch = Stopwatch.start();
    var rows = work.getAsLong();
    note(name, Figures.ROWS, rows / watch.seconds(), watch.peakHeapMb());
  }

  private void measureSeconds(String name, Runnable work) {
    place.settleDown();
    var watch = Stopwatch.start();
    work.run();
    note(name, "s", watch.seconds(), watch.peakHeapMb());
  }
}
