package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the next run of a merger. */
@Command(
    name = "new-run",
    description = {
      "Open a new run of a merger, after the last one was abandoned, taken back or closed.",
      "Then add files to it and start it: merger add-file, merger run."
    },
    mixinStandardHelpOptions = true)
final class NewRunCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Option(
      names = "--files-again",
      description =
          "Bring the files of the run before again, as far as they are not live: mapped as they"
              + " were, and confirmed if that was.")
  private boolean filesAgain;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Override
  public Integer call() {
    var opened =
        person.api().post("mergers/" + person.merger(merger).path("id") + "/new-run", null);
    var brought = filesAgain ? bringAgain(opened.path("runId").asLong()) : 0;
    return person.show(opened, run -> says(run, brought));
  }

  private int bringAgain(long run) {
    return person.api().post("runs/" + run + "/files-again", null).size();
  }

  private static String says(JsonNode run, int brought) {
    return "Run %s of %s takes files now%s."
        .formatted(
            run.path("runNo"),
            run.path("name").asText(),
            brought == 0 ? "" : "; files of the run before that are in it: " + brought);
  }
}
