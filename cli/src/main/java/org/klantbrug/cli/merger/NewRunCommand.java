package org.klantbrug.cli.merger;

import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "new-run",
    description = {
      "Open a new run of a merger, after the last one was abandoned, taken back or closed.",
      "Then add files to it and start it: merger add-file, merger run."
    },
    mixinStandardHelpOptions = true)
final class NewRunCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Override
  public Integer call() {
    var opened =
        person.api().post("mergers/" + person.merger(merger).path("id") + "/new-run", null);
    return person.show(
        opened,
        run ->
            "Run " + run.path("runNo") + " of " + run.path("name").asText() + " takes files now.");
  }
}
