package org.klantbrug.cli;

import org.klantbrug.cli.server.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of Klantbrug. Exit codes: 0 done, 1 refused or failed with a reason, 2 wrong
 * use, 3 waits for a person.
 */
@Command(
    name = "klantbrug",
    description = "Carries customer relationships through a merger.",
    mixinStandardHelpOptions = true,
    version = "Klantbrug 1.0",
    subcommands = {DemoCommand.class})
public final class Main {
  private Main() {}

  /**
   * @param arguments as typed
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (exception instanceof Refused) {
                command.getErr().println(exception.getMessage());
                return 1;
              }
              throw exception;
            });
  }
}
