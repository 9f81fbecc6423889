package org.klantbrug.cli.merger;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with mergers. */
@Command(
    name = "merger",
    description = "Prepare, run, follow, answer for and undo mergers.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RegisterCommand.class,
      ListCommand.class,
      AddFileCommand.class,
      FilesCommand.class,
      WithdrawFileCommand.class,
      MapCommand.class,
      TotalsCommand.class,
      RejectLimitCommand.class,
      VisibleFromCommand.class,
      VanishedCommand.class,
      RunCommand.class,
      WatchCommand.class,
      TasksCommand.class,
      AnswerCommand.class,
      RejectsCommand.class,
      PairsCommand.class,
      ReportCommand.class,
      ExplainCommand.class,
      ProgrammeCommand.class,
      NoticesCommand.class,
      WavesCommand.class,
      HandoverCommand.class,
      DebitsCommand.class,
      LateCommand.class,
      EarlyWarningCommand.class,
      CutoverCommand.class,
      ObjectionsCommand.class,
      EndCommand.class,
      UndoCommand.class,
      HistoryAgainCommand.class,
      NewRunCommand.class
    })
public final class MergerCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        command.commandLine(), "Say what to do with the merger.");
  }
}
