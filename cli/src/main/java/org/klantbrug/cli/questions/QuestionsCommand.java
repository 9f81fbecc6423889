package org.klantbrug.cli.questions;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with questions and answers. */
@Command(
    name = "questions",
    description = "Questions and answers for customers.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ExportCommand.class)
public final class QuestionsCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        command.commandLine(), "Say what to do with questions.");
  }
}
