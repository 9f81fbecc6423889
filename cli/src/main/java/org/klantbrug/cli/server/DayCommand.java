package org.klantbrug.cli.server;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.klantbrug.cli.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows or sets the made-up day of a demonstration. */
@Command(
    name = "day",
    description = {
      "Show the made-up day of the demonstration, or make it a later one.",
      "Only for: klantbrug demo --fresh --stage waves. Who was logged in may have to log in again."
    },
    mixinStandardHelpOptions = true)
public final class DayCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "DAY",
      description = "A date such as 2027-01-04, or +7 for a week later.")
  private String day;

  @Override
  public Integer call() {
    var installation = Installation.fromEnvironment();
    var time =
        MadeUpTime.find(installation)
            .orElseThrow(
                () ->
                    new Refused(
                        "The days of this demonstration are real. One with made-up days: "
                            + "./klantbrug demo --fresh --stage waves"));
    if (day != null) {
      time.set(wanted(time.today()));
      renewTokens(installation, time);
    }
    command.commandLine().getOut().println(time.today());
    command.commandLine().getOut().flush();
    return 0;
  }

  private LocalDate wanted(LocalDate today) {
    try {
      return day.matches("\\+\\d{1,4}")
          ? today.plusDays(Integer.parseInt(day.substring(1)))
          : LocalDate.parse(day);
    } catch (DateTimeParseException e) {
      throw new Refused(day + " is no day. Write 2027-01-04, or +7 for a week later.", e);
    }
  }

  /** Tokens end after 90 days, which here are over at once. */
  private static void renewTokens(Installation installation, MadeUpTime time) {
    var running = PidFile.find(installation);
    var database = EmbeddedDatabase.findRunning(installation);
    if (running.isPresent() && database.isPresent()) {
      var staff = DemonstrationStaff.of(installation, database.get(), time.clock());
      new DemonstrationDoors(running.get().address(), staff).makeSure();
    }
  }
}
