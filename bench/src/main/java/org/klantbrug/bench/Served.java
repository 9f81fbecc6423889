package org.klantbrug.bench;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.klantbrug.bench.process.BareEngine;
import org.klantbrug.cli.server.DatabaseAddress;

/** What people ask of a running server, and how fast it answers. */
final class Served {
  private static final int USERS = 16;
  private static final int STAFF = 50;
  private static final int BUSIEST = 96;
  private static final int REQUESTS_OF_ONE = 150;
  private static final int REQUESTS_OF_EACH = 12;
  private static final int PAGES_COUNTED = 20;
  private static final int TASKS = 100_000;
  private static final int COMPLAINTS = 1_000;
  private static final int COMPLAINTS_TO_WARM_UP = 400;
  private static final int COMPLAINTS_COUNTED = 20;

  private final Workplace place;
  private final DatabaseAddress address;
  private final URI server;
  private final int rounds;
  private final Meter meter;
  private final Consumer<String> say;

  Served(
      Workplace place,
      DatabaseAddress address,
      URI server,
      int rounds,
      Meter meter,
      Consumer<String> say) {
    this.place = place;
    this.address = address;
    this.server = server;
    this.rounds = rounds;
    this.meter = meter;
    this.say = say;
  }

  /** Customer pages and search. */
  void pages() {
    var desk = new Desk(place.open(address), server, "adviser", USERS, BUSIEST);
    say.accept("Opening customers and searching, until the server is warm");
    desk.warmUp();
    for (var round = 1; round <= rounds; round++) {
      say.accept("Customer pages and search by 1 and by 16 users, " + round + " of " + rounds);
      meter.p95("page.360.1", desk.openCustomers(1, REQUESTS_OF_ONE));
      meter.p95("page.360.16", desk.openCustomers(USERS, REQUESTS_OF_EACH));
      meter.p95("search.1", desk.search(1, REQUESTS_OF_ONE));
      meter.p95("search.16", desk.search(USERS, REQUESTS_OF_EACH));
    }
    place.countStatements(true);
    var counted = statistics().during(() -> desk.openSome(PAGES_COUNTED));
    meter.note("page.360.statements", "statements", counted / (double) PAGES_COUNTED, null);
    place.countStatements(false);
  }

  private Statistics statistics() {
    return new Statistics(place.asOwner(Workplace.name(address)));
  }

  /** Work lists, when many tasks are open; comes last, as they stay. */
  void workLists() {
    var desk = new Desk(place.open(address), server, "lister", USERS, BUSIEST);
    say.accept("Work lists over " + TASKS + " open tasks, until the server is warm");
    OpenTasks.fill(place.asOwner(Workplace.name(address)), TASKS);
    desk.openLists(USERS, REQUESTS_OF_EACH);
    for (var round = 1; round <= rounds; round++) {
      say.accept("Work lists by 1 and by 16 users, " + round + " of " + rounds);
      meter.p95("work.list.1", desk.openLists(1, REQUESTS_OF_ONE));
      meter.p95("work.list.16", desk.openLists(USERS, REQUESTS_OF_EACH));
    }
  }

  /** Complaints taken in and handled, beside the process engine alone. */
  void complaints() {
    var complainants = new Complainants(place.open(address), server);
    try (var engine = new BareEngine(place.connections(place.withSchema("bare")))) {
      say.accept("Complaints, and the process engine alone, until both are warm");
      engine.start(COMPLAINTS_TO_WARM_UP);
      engine.complete();
      complainants.takeIn(COMPLAINTS_TO_WARM_UP);
      complainants.handle();
      for (var round = 1; round <= rounds; round++) {
        say.accept("Complaints by two colleagues at once, " + round + " of " + rounds);
        oneByOne(engine, complainants);
      }
    }
    countStatements(complainants);
  }

  private void oneByOne(BareEngine engine, Complainants complainants) {
    var tasks = COMPLAINTS * BareEngine.tasks();
    meter.perSecond("engine.start", Figures.STARTS, COMPLAINTS, () -> engine.start(COMPLAINTS));
    meter.perSecond("engine.complete", Figures.TASKS, tasks, engine::complete);
    meter.perSecond(
        "complaint.intake", Figures.STARTS, COMPLAINTS, () -> complainants.takeIn(COMPLAINTS));
    meter.perSecond("complaint.steps", Figures.TASKS, tasks, complainants::handle);
  }

  private void countStatements(Complainants complainants) {
    place.countStatements(true);
    var statistics = statistics();
    var intake = statistics.during(() -> complainants.takeIn(COMPLAINTS_COUNTED));
    var steps = statistics.during(complainants::handle);
    place.countStatements(false);
    var tasks = (double) COMPLAINTS_COUNTED * BareEngine.tasks();
    meter.note(
        "complaint.intake.statements", "statements", intake / (double) COMPLAINTS_COUNTED, null);
    meter.note("complaint.steps.statements", "statements", steps / tasks, null);
  }

  /**
   * Customer pages, and fifty people at whatever the day brings, while one import after the other
   * runs.
   *
   * @param minutes for which the fifty work; 0 leaves them out
   * @param oneImport runs one
   */
  void whileImporting(int minutes, Runnable oneImport) {
    var desk = new Desk(place.open(address), server, "colleague", STAFF, BUSIEST);
    say.accept("Customer pages while an import runs");
    beside(
        oneImport,
        () -> meter.p95("page.360.16.importing", desk.openCustomers(USERS, REQUESTS_OF_EACH)));
    if (minutes > 0) {
      say.accept("Fifty people at work for " + minutes + " minutes while imports run");
      beside(
          oneImport,
          () -> {
            var took = desk.work(Duration.ofMinutes(minutes));
            meter.p95("desk.50.importing", took);
            meter.note("desk.50.requests", "requests", took.size(), null);
          });
    }
  }

  private static void beside(Runnable again, Runnable measured) {
    var over = new AtomicBoolean();
    var beside =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                again.run();
              }
            });
    try {
      measured.run();
    } finally {
      over.set(true);
      beside.join();
    }
  }
}
