package org.klantbrug.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.cli.api.Profiles;
import org.klantbrug.cli.mail.DemonstrationMail;
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
    var staff =
        new DemonstrationStaff(
            database.address(), installation.folder("demonstration").resolve("staff.properties"));
    staff.makeSure();
    running.mail = DemonstrationMail.start(installation.folder("demonstration"));
    step("Starting the server");
    running.server =
        ServerProcess.start(installation, database.address(), door, environment(running.mail));
    running.file =
        PidFile.write(installation, running.server.address(), running.server.localAddress());
    running.server.awaitReady();
    bringInMerger(installation, running.server.address(), staff);
    tell(running.server.address(), staff);
    return running.server.await() == 0 ? 0 : 1;
  }

  /** Letters name the address at which this machine opens the pages for customers. */
  private Map<String, String> environment(DemonstrationMail mail) {
    var environment = new HashMap<>(mail.environment());
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

  private void bringInMerger(Installation installation, String address, DemonstrationStaff staff) {
    var profiles = Profiles.ofThisPerson();
    for (var member : DemonstrationStaff.MEMBERS) {
      if (profiles
          .find(member.login())
          .filter(known -> known.address().equals(address))
          .isEmpty()) {
        profiles.keep(
            member.login(), new Profile(address, member.login(), staff.token(member.login())));
      }
    }
    var merger = new DemonstrationMerger(new Api(profiles.need(OPERATOR)));
    if (!merger.isThere()) {
      step("Loading the demonstration merger");
      merger.bringIn(installation.folder("demonstration/files"));
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
