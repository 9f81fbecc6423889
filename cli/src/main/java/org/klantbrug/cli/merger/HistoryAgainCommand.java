package org.klantbrug.cli.merger;

import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "history-again",
    description = {
      "Bring the contact history of a merger's newest run again, after it was taken back.",
      "It is imported where needed, rehearsed, transferred, reconciled and signed anew."
    },
    mixinStandardHelpOptions = true)
final class HistoryAgainCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Override
  public Integer call() {
    var run = person.run(merger);
    person.api().post("runs/" + run + "/history-again", Map.of());
    return new RunFollower(person).follow(run);
  }
}
