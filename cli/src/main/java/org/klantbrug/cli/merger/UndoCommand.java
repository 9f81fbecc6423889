package org.klantbrug.cli.merger;

import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "undo",
    description = {
      "Ask to take the transfer of a merger's newest run back; somebody of finance confirms it.",
      "Nothing is deleted. With --wave it is one wave that went over, and other waves stay.",
      "While the run waits for somebody's signature, take it back by answering that task: undo."
    },
    mixinStandardHelpOptions = true)
final class UndoCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept with what was taken back.")
  private String reason;

  @Option(
      names = "--only-history",
      description = "The contact history alone; it can be brought again: merger history-again.")
  private boolean onlyHistory;

  @Option(
      names = "--wave",
      paramLabel = "WAVE",
      description = "Only this wave; its number is shown by: merger waves.")
  private Long wave;

  @Override
  public Integer call() {
    if (wave != null) {
      return person.show(
          person
              .api()
              .post(
                  "mergers/%d/waves/%d/undo"
                      .formatted(person.merger(merger).path("id").asLong(), wave),
                  Map.of("reason", reason)),
          now ->
              "Asked to take back wave "
                  + wave
                  + "; somebody of finance confirms it by the task confirmWaveUndo");
    }
    return person.show(
        person
            .api()
            .post(
                "runs/" + person.run(merger) + "/undo",
                Map.of("reason", reason, "scope", onlyHistory ? "HISTORY" : "ALL")),
        now ->
            "Asked to take back run "
                + now.path("runId")
                + "; somebody of finance confirms it by the task confirmUndo");
  }
}
