package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "programme",
    description = {
      "What leads a merger: whether it is held, and what waits.",
      "While it is held no new wave goes, and mail to many waits."
    },
    mixinStandardHelpOptions = true)
final class ProgrammeCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @ArgGroup private Brake brake;

  /** One of both. */
  private static final class Brake {
    @Option(
        names = "--hold",
        paramLabel = "WHY",
        description = "Hold new waves and mail to many, and say why.")
    private String hold;

    @Option(
        names = "--release",
        paramLabel = "WHY",
        description = "Let them go on, and say why they may.")
    private String release;
  }

  @Override
  public Integer call() {
    var path = "mergers/" + person.merger(merger).path("id").asLong() + "/brake";
    if (brake != null && brake.hold != null) {
      person.api().post(path + "/hold", Map.of("reason", brake.hold));
    } else if (brake != null) {
      person.api().post(path + "/release", Map.of("reason", brake.release));
    }
    return person.show(person.api().get(path), ProgrammeCommand::said);
  }

  private static Object said(JsonNode state) {
    if (!state.path("on").asBoolean()) {
      return "Nothing is held.";
    }
    var hold = state.path("holds").path(0);
    var said =
        new StringBuilder(
            "Held since %s by %s: %s"
                .formatted(
                    hold.path("heldAt").asText(),
                    hold.path("heldBy").asText(),
                    hold.path("reason").asText()));
    state
        .path("waiting")
        .forEach(
            each ->
                said.append(
                    "\nWaiting: %d %s"
                        .formatted(each.path("count").asLong(), each.path("code").asText())));
    return said;
  }
}
