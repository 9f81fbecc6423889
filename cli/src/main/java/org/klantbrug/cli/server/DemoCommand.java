package org.klantbrug.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.mail.DemonstrationMail;
import org.klantbrug.shared.BusinessClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts everything for trying it out, with a merger of two made-up companies, and stays until
 * Ctrl-C.
 */
@Command(
    name = "demo",
    description = "Start Klantbrug with a demonstration merger; stays until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final String OPERATOR = "sanne";

  @Spec private CommandSpec spec;

  @Option(names = "--port", description = "Port of the web address (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(names = "--fresh", description = "Throw away the demonstration's data and begin anew.")
  private boolean fresh;

  @Option(
      names = "--stage",
      description = {
        "How far the merger is led: NEW, for its first step, or WAVES, ready to plan its waves on"
            + " made-up days (see: klantbrug day). Default: ${DEFAULT-VALUE}."
      })
  private Stage stage = Stage.NEW;

  /** How far the demonstration's merger is. */
  enum Stage {
    NEW,
    WAVES
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var installation = Installation.fromEnvironment();
    PidFile.refuseSecond(installation);
    var door = WebDoor.plain(port);
    ServerProcess.refuseWhatIsMissing(installation, door);
    if (fresh) {
      if (Files.exists(installation.data().resolve("database"))) {
        step("Throwing away the data of earlier demonstrations");
      }
      throwAway(installation);
    }
    step("Starting the database");
    var database = EmbeddedDatabase.startToBeClosed(installation, databasePort());
    var running = new Running(database);
    Runtime.getRuntime().addShutdownHook(new Thread(running::stop));
    step("Bringing the schema up to date");
    new SchemaMigration(database.address()).run();
    var time = time(installation);
    var clock = time.map(MadeUpTime::clock).orElseGet(BusinessClock::new);
    var staff = DemonstrationStaff.of(installation, database.address(), clock);
    staff.makeSure();
    running.mail = DemonstrationMail.start(installation.folder("demonstration"));
    step("Starting the server");
    running.server =
        ServerProcess.start(
            installation, database.address(), door, environment(running.mail, time));
    running.file =
        PidFile.write(installation, running.server.address(), running.server.localAddress());
    running.server.awaitReady();
    bringInMerger(installation, running.server.address(), staff, clock.today());
    tell(running.server.address(), staff);
    return running.server.await() == 0 ? 0 : 1;
  }

  /** Letters name the address at which this machine opens the pages for customers. */
  private Map<String, String> environment(DemonstrationMail mail, Optional<MadeUpTime> time) {
    var environment = new HashMap<>(mail.environment());
    time.ifPresent(madeUp -> environment.putAll(madeUp.environment()));
    environment.put("KLANTBRUG_PUBLIC_ADDRESS", "http://127.0.0.1:" + port + "/");
    return environment;
  }

  /**
   * Deletes what earlier demonstrations left. A command line that was killed leaves its database
   * running: that one is ended first, as it would go on writing into what is deleted.
   */
  static void throwAway(Installation installation) throws IOException {
    EmbeddedDatabase.endLeftover(installation);
    for (var folder : new String[] {"database", "files", "demonstration", "server"}) {
      delete(installation.data().resolve(folder));
    }
    Files.deleteIfExists(installation.data().resolve("profiles.json"));
  }

  /** What is to be stopped at the end, the server before its database. */
  private static final class Running {
    private final EmbeddedDatabase database;
    private volatile ServerProcess server;
    private volatile PidFile file;
    private volatile DemonstrationMail mail;

    private Running(EmbeddedDatabase database) {
      this.database = database;
    }

    private void stop() {
      step("Stopping the server and the database");
      if (server != null) {
        server.stop();
      }
      if (mail != null) {
        mail.close();
      }
      try {
        database.close();
      } catch (IOException e) {
        step("The database did not stop cleanly: " + e.getMessage());
      }
      if (file != null) {
        file.close();
      }
    }
  }

  private static int databasePort() {
    var wished = System.getenv().getOrDefault("KLANTBRUG_DB_PORT", "0");
    try {
      return Integer.parseInt(wished);
    } catch (NumberFormatException e) {
      throw new Refused("KLANTBRUG_DB_PORT must be a port number; it is " + wished + ".", e);
    }
  }

  /** Days once made up stay so, whichever stage is asked for. */
  private Optional<MadeUpTime> time(Installation installation) {
    return stage == Stage.WAVES
        ? Optional.of(MadeUpTime.begin(installation))
        : MadeUpTime.find(installation);
  }

  private void bringInMerger(
      Installation installation, String address, DemonstrationStaff staff, LocalDate today) {
    var doors = new DemonstrationDoors(address, staff);
    doors.makeSure();
    var merger = new DemonstrationMerger(doors.as(OPERATOR));
    if (!merger.isThere()) {
      step("Loading the demonstration merger");
      merger.bringIn(installation.folder("demonstration/files"));
    }
    if (stage == Stage.WAVES) {
      step("Leading the merger to where its waves are planned; that takes some minutes");
      new DemonstrationWaves(doors::as).prepare(today);
    }
  }

  private void tell(String address, DemonstrationStaff staff) {
    var out = spec.commandLine().getOut();
    out.println();
    out.println("Ready: " + address);
    out.println();
    out.println("Staff of the demonstration:");
    for (var member : DemonstrationStaff.MEMBERS) {
      out.printf(
          "  %-8s %-18s %s%n", member.login(), staff.password(member.login()), member.part());
    }
    out.println();
    out.println("Begin as " + OPERATOR + ". Stop with Ctrl-C.");
    out.flush();
  }

  private static void step(String text) {
    System.err.println(text);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
