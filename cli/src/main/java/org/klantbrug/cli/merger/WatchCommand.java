package org.klantbrug.cli.merger;

import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    description = {
      "Follow the newest run of a merger: one line per job step.",
      "Ends with 0 when the run is closed, 1 when it was abandoned, 3 when it waits for a person."
    },
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Override
  public Integer call() {
    return new RunFollower(person).follow(person.run(merger));
  }
}
