package org.klantbrug.cli.server;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the server against a database of one's own, and stays until Ctrl-C or {@code stop}. */
@Command(
    name = "start",
    description = {
      "Start the server against your own database; stays until Ctrl-C or: klantbrug stop.",
      "The database is told by KLANTBRUG_DB_URL, KLANTBRUG_DB_OWNER, KLANTBRUG_DB_OWNER_PASSWORD,"
          + " KLANTBRUG_DB_USER and KLANTBRUG_DB_PASSWORD. Its schema is brought up to date first.",
      "With KLANTBRUG_TLS_KEYSTORE and KLANTBRUG_TLS_PASSWORD (PKCS12) the web address speaks TLS."
    },
    mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of the web address. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "How long to wait for a database that does not answer yet. Default: ${DEFAULT-VALUE}.")
  private int patience;

  @Override
  public Integer call() throws InterruptedException {
    var installation = Installation.fromEnvironment();
    PidFile.refuseSecond(installation);
    var door = WebDoor.of(port, System.getenv());
    ServerProcess.refuseWhatIsMissing(installation, door);
    var database = DatabaseAddress.fromEnvironment();
    new DatabaseWait(database, Duration.ofSeconds(patience), this::step).await();
    step("Bringing the schema up to date");
    new SchemaMigration(database).run();
    step("Starting the server");
    var server = ServerProcess.start(installation, database, door);
    var file = PidFile.write(installation, server.address(), server.localAddress());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.stop();
                  file.close();
                }));
    server.awaitReady();
    step("Ready: " + server.address());
    return server.await() == 0 ? 0 : 1;
  }

  private void step(String text) {
    command.commandLine().getErr().println(text);
    command.commandLine().getErr().flush();
  }
}
