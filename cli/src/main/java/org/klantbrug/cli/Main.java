package org.klantbrug.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.klantbrug.cli.alarm.WarningCommand;
import org.klantbrug.cli.generate.GenerateCommand;
import org.klantbrug.cli.mail.MailCommand;
import org.klantbrug.cli.match.MatchCommand;
import org.klantbrug.cli.merger.MergerCommand;
import org.klantbrug.cli.people.AdminCommand;
import org.klantbrug.cli.people.TokenCommand;
import org.klantbrug.cli.questions.QuestionsCommand;
import org.klantbrug.cli.server.DayCommand;
import org.klantbrug.cli.server.DemoCommand;
import org.klantbrug.cli.server.MigrateCommand;
import org.klantbrug.cli.server.OthersCommand;
import org.klantbrug.cli.server.StartCommand;
import org.klantbrug.cli.server.StatusCommand;
import org.klantbrug.cli.server.StopCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line of Klantbrug. Exit codes: 0 done, 1 refused or failed with a reason, 2 wrong
 * use, 3 waits for a person.
 */
@Command(
    name = "klantbrug",
    description = "Carries customer relationships through a merger.",
    mixinStandardHelpOptions = true,
    version = "Klantbrug 1.0",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done",
      " 1:refused or failed; the reason is on standard error",
      " 2:used wrongly",
      " 3:waits for a person"
    },
    subcommands = {
      DemoCommand.class,
      StartCommand.class,
      StopCommand.class,
      StatusCommand.class,
      MigrateCommand.class,
      AdminCommand.class,
      TokenCommand.class,
      MergerCommand.class,
      MatchCommand.class,
      WarningCommand.class,
      QuestionsCommand.class,
      GenerateCommand.class,
      MailCommand.class,
      DayCommand.class,
      OthersCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec command;

  private Main() {}

  /**
   * @param arguments as typed
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().setOut(utf8(System.out)).setErr(utf8(System.err)).execute(arguments));
  }

  /** Names and JSON are UTF-8, whatever the terminal's settings make Java believe. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(command.commandLine(), "Say what to do.");
  }

  /** All commands, for tests to run with streams of their own. */
  public static CommandLine commandLine() {
    var main = new CommandLine(new Main());
    ServiceLoader.load(AddedCommand.class).forEach(main::addSubcommand);
    return main.setCaseInsensitiveEnumValuesAllowed(true)
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
