package org.klantbrug.cli.merger;

import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "reject-limit",
    description = {
      "Show or set how many rejects one file of a merger's newest run may have.",
      "More stop its import, as its mapping is wrong then."
    },
    mixinStandardHelpOptions = true)
final class RejectLimitCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(names = "--set", paramLabel = "NUMBER", description = "The new limit, from 0.")
  private Long most;

  @Override
  public Integer call() {
    var path = "runs/" + person.run(merger) + "/reject-limit";
    var limit =
        most == null ? person.api().get(path) : person.api().put(path, Map.of("most", most));
    return person.show(
        limit, now -> "At most " + now.path("most").asText() + " rejects in one file");
  }
}
