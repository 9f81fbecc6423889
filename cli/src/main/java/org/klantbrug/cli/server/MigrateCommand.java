package org.klantbrug.cli.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the schema of one's own database up to date, as its owner. */
@Command(
    name = "migrate",
    description = "Bring the schema of your own database up to date; start does it too.",
    mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    var scripts = new SchemaMigration(DatabaseAddress.fromEnvironment()).run();
    command
        .commandLine()
        .getOut()
        .println(
            scripts == 0
                ? "The schema was up to date."
                : "The schema is up to date; scripts run: " + scripts);
    command.commandLine().getOut().flush();
    return 0;
  }
}
