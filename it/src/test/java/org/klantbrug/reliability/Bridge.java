package org.klantbrug.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.klantbrug.cli.Main;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.server.DatabaseAddress;
import org.klantbrug.cli.server.DemonstrationMerger;
import org.klantbrug.cli.server.DemonstrationStaff;
import org.klantbrug.cli.server.EmbeddedDatabase;
import org.klantbrug.cli.server.Installation;
import org.klantbrug.cli.server.SchemaMigration;
import org.klantbrug.running.Folders;
import org.klantbrug.running.Team;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database, a server that can be hurt, and a merger of generated companies that its people lead
 * to the end, whatever happens to the machines.
 */
final class Bridge implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(60);
  private static final Duration AWAY = Duration.ofSeconds(10);
  private static final Duration A_LOOK = Duration.ofMillis(4);

  private final Path folder;
  private final Installation installation;
  private final DatabaseAddress address;
  private final int databasePort;
  private final Map<String, String> door;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, Long> delivered = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Instant begun = Instant.now();
  private EmbeddedDatabase database;
  private Handle looking;
  private Node front;
  private Path files;
  private long merger;
  private long run;

  private Bridge(Path folder, Map<String, String> door) {
    this.folder = folder;
    this.door = door;
    installation = new Installation(folder, folder.resolve("data"));
    database = EmbeddedDatabase.start(installation, 0);
    address = database.address();
    databasePort = Integer.parseInt(address.url().replaceAll(".*:(\\d+)/.*", "$1"));
  }

  /**
   * Everything up, files delivered, nothing started yet.
   *
   * @param customers of each company
   * @param contacts moments of the acquired company
   */
  static Bridge with(String name, int customers, int contacts) {
    return with(name, customers, contacts, Map.of());
  }

  /**
   * As above.
   *
   * @param door what else the environment of its servers says of how they are reached
   */
  static Bridge with(String name, int customers, int contacts, Map<String, String> door) {
    return of(name, door, "--customers=" + customers, "--contacts=" + contacts, "--dirt=0.001");
  }

  /**
   * Everything up, files delivered, nothing started yet.
   *
   * @param door what else the environment of its servers says of how they are reached
   * @param options of {@code klantbrug generate}
   */
  static Bridge of(String name, Map<String, String> door, String... options) {
    var folder = folder(name);
    var bridge = new Bridge(folder, door);
    try {
      bridge.prepare(options);
      return bridge;
    } catch (RuntimeException e) {
      bridge.close();
      throw e;
    }
  }

  /** Where a bridge of this name keeps everything; emptied. */
  static Path folder(String name) {
    var folder = Path.of("target/reliability", name).toAbsolutePath();
    Folders.delete(folder);
    return folder;
  }

  private void prepare(String... options) {
    new SchemaMigration(address).run();
    var staff =
        new DemonstrationStaff(address, installation.folder("staff").resolve("staff.properties"));
    staff.makeSure();
    for (var member : DemonstrationStaff.MEMBERS) {
      tokens.put(member.login(), staff.token(member.login()));
      passwords.put(member.login(), staff.password(member.login()));
    }
    front = node("one");
    front.start();
    files = generate(options);
    front.awaitReady();
    var operator = new DemonstrationMerger(api("sanne"));
    operator.deliver(files, DemonstrationMerger.GENERATED_AS_OF);
    var there = api("sanne").get("mergers").path(0);
    merger = there.path("id").asLong();
    run = there.path("runId").asLong();
  }

  private Path generate(String... options) {
    var made = folder.resolve("generated");
    var words = new ArrayList<>(List.of("generate", "--seed=7", "--json", "--out=" + made));
    words.addAll(List.of(options));
    var said = new StringWriter();
    var code =
        Main.commandLine().setOut(new PrintWriter(said)).execute(words.toArray(String[]::new));
    assertThat(code).isZero();
    try {
      for (var file : new ObjectMapper().readTree(said.toString()).path("files")) {
        delivered.put(file.path("name").asText(), file.path("rows").asLong());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  /** Another server on the same database and the same files; not started yet. */
  Node node(String name) {
    var environment = new HashMap<>(door);
    environment.put("KLANTBRUG_DB_URL", address.url());
    environment.put("KLANTBRUG_DB_OWNER", address.owner());
    environment.put("KLANTBRUG_DB_OWNER_PASSWORD", "trusted here");
    environment.put("KLANTBRUG_DB_USER", address.application());
    environment.put("KLANTBRUG_DB_PASSWORD", address.applicationPassword());
    environment.put("KLANTBRUG_FILES", installation.folder("files").toString());
    var node = new Node(name, folder, environment);
    nodes.add(node);
    return node;
  }

  /** The server that people use. */
  Node front() {
    return front;
  }

  /** From now on people use this one. */
  void use(Node node) {
    front = node;
  }

  Api api(String login) {
    return front.api(login, tokens.get(login));
  }

  Api api(Node node, String login) {
    return node.api(login, tokens.get(login));
  }

  String password(String login) {
    return passwords.get(login);
  }

  long merger() {
    return merger;
  }

  long run() {
    return run;
  }

  /** Where the files are that were delivered. */
  Path files() {
    return files;
  }

  DatabaseAddress database() {
    return address;
  }

  /** Names of the files and their records. */
  Map<String, Long> delivered() {
    return delivered;
  }

  /** Starts the run and leads it to the signed end, while the troubles come one after another. */
  void goThrough(List<Trouble> troubles) {
    api("sanne").post("mergers/" + merger + "/runs", null);
    lead(troubles);
  }

  /** As {@link #goThrough}, for a run that was started. */
  void lead(List<Trouble> troubles) {
    var team = new Team(this::api);
    var left = new ArrayList<>(troubles);
    var epoch = 0;
    while (!isSigned()) {
      assertThat(Duration.between(begun, Instant.now())).as("Time for " + left).isLessThan(LIMIT);
      var progress = left.isEmpty() ? null : progress(left.get(0).point().job());
      if (progress != null && left.get(0).point().isReached(progress, epoch)) {
        var trouble = left.remove(0);
        epoch = progress.epoch();
        tell("%-32s %s (%s)".formatted(trouble.point(), trouble.what(), progress));
        trouble.strike().accept(this);
      } else if (!somebodyIsAsked() || !answers(team)) {
        LockSupport.parkNanos(A_LOOK.toNanos());
      }
    }
    assertThat(left).as("Troubles that never came").isEmpty();
    tell("Signed after %d s".formatted(Duration.between(begun, Instant.now()).toSeconds()));
  }

  /** False while the server is away; people try again in a moment. */
  private boolean answers(Team team) {
    try {
      return team.answersOne(run);
    } catch (Refused serverAway) {
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
      return false;
    }
  }

  private boolean isSigned() {
    return look(
        handle ->
            handle
                .createQuery("select state = 'SIGNED' from merger_merger where id = :id")
                .bind("id", merger)
                .mapTo(Boolean.class)
                .one(),
        false);
  }

  private boolean somebodyIsAsked() {
    return look(
        handle ->
            handle
                .createQuery("select exists (select from work_item where state = 'OPEN')")
                .mapTo(Boolean.class)
                .one(),
        false);
  }

  private Progress progress(String job) {
    return look(handle -> Progress.find(handle, job).orElse(null), null);
  }

  /** A look into the tables, past the server; {@code away} while the database is. */
  <T> T look(Function<Handle, T> question, T away) {
    try {
      if (looking == null) {
        looking = Jdbi.open(asOwner());
      }
      return question.apply(looking);
    } catch (JdbiException e) {
      if (!isAway(e)) {
        throw e;
      }
      if (looking != null) {
        looking.close();
        looking = null;
      }
      return away;
    }
  }

  /** SQLSTATE 08: no connection; 57P: shutting down or starting. */
  private static boolean isAway(JdbiException e) {
    return e.getCause() instanceof SQLException sql
        && sql.getSQLState() != null
        && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"));
  }

  /** What the tables say; the database must be there. */
  <T> T ask(Function<Handle, T> question) {
    return Jdbi.create(asOwner()).withHandle(question::apply);
  }

  private PGSimpleDataSource asOwner() {
    var source = new PGSimpleDataSource();
    source.setUrl(address.url());
    source.setUser(address.owner());
    return source;
  }

  /** Immediate shutdown: no session ends well, what is committed is in the log only. */
  void stopDatabaseForTenSeconds() {
    try {
      var pidFile = installation.data().resolve("database/pgdata/postmaster.pid");
      var pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
      var postmaster = ProcessHandle.of(pid).orElseThrow();
      Signals.send("QUIT", pid);
      postmaster.onExit().join();
      database.close(); // finds nothing to stop, and lets go of the folder
      LockSupport.parkNanos(AWAY.toNanos());
      database = EmbeddedDatabase.start(installation, databasePort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void tell(String line) {
    System.out.println("[reliability] " + line);
  }

  @Override
  public void close() {
    nodes.forEach(Node::stop);
    try {
      database.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
