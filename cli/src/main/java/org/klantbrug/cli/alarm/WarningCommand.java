package org.klantbrug.cli.alarm;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with early warning apart from a merger. */
@Command(
    name = "warning",
    description = "Try out early warning on what came in before.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ReplayCommand.class)
public final class WarningCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        command.commandLine(), "Say what to do with early warning.");
  }
}
