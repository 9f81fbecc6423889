package org.klantbrug.cli.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts everything for trying it out, with a merger of two made-up companies, and stays until
 * Ctrl-C.
 */
@Command(
    name = "demo",
    description = "Start Klantbrug with a demonstration merger; stays until Ctrl-C.",
    mixinStandardHelpOptions = true)
public class DemoCommand implements Callable<Integer> {
  @Option(names = "--port", description = "Port of the web address (default: ${DEFAULT-VALUE}).")
  int port = 8080;

  @Option(names = "--fresh", description = "Throw away the demonstration's data and begin anew.")
  boolean fresh;

  @Override
  public Integer call() throws Exception {
    var installation = Installation.fromEnvironment();
    step("Starting the database");
    try (var database = EmbeddedDatabase.start(installation, 0)) {
      step("Bringing the schema up to date");
      new SchemaMigration(database.address()).run();
      step("Starting the server");
      var server = ServerProcess.start(installation, database.address(), port);
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      server.awaitReady();
      step("Ready: " + server.address());
      return server.await();
    }
  }

  private static void step(String text) {
    System.err.println(text);
  }
}
