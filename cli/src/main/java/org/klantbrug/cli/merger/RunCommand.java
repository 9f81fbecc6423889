package org.klantbrug.cli.merger;

import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = "Start the newest run of a merger.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(
      names = "--wait",
      description = "Follow the run until it ends (exit code 0) or waits for a person (3).")
  private boolean wait;

  @Override
  public Integer call() {
    var started = person.api().post("mergers/" + person.merger(merger).path("id") + "/runs", null);
    if (!wait) {
      return person.show(
          started,
          run -> "Run " + run.path("runNo") + " of " + run.path("name").asText() + " goes on.");
    }
    return new RunFollower(person).follow(started.path("runId").asLong());
  }
}
