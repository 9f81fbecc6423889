package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "programme",
    description = {
      "What leads a merger to its first wave: what must be ready, by whom and by when; and the brake.",
      "While a merger is held no new wave goes, and mail to many waits."
    },
    mixinStandardHelpOptions = true)
final class ProgrammeCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @ArgGroup private Deed deed;

  /** One of these. */
  private static final class Deed {
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

    @Option(names = "--begin", description = "Begin with the list that every merger begins with.")
    private boolean begin;
  }

  @Override
  public Integer call() {
    var path = "mergers/" + person.merger(merger).path("id").asLong();
    if (deed != null) {
      act(path);
    }
    var now = JsonNodeFactory.instance.objectNode();
    now.set("brake", person.api().get(path + "/brake"));
    now.set("programme", person.api().get(path + "/programme"));
    return person.show(now, ProgrammeCommand::said);
  }

  private void act(String path) {
    if (deed.begin) {
      person.api().post(path + "/programme", Map.of());
    } else if (deed.hold != null) {
      person.api().post(path + "/brake/hold", Map.of("reason", deed.hold));
    } else {
      person.api().post(path + "/brake/release", Map.of("reason", deed.release));
    }
  }

  private static Object said(JsonNode now) {
    return brake(now.path("brake")) + items(now.path("programme").path("items"));
  }

  private static String brake(JsonNode state) {
    if (!state.path("on").asBoolean()) {
      return "Nothing is held.\n";
    }
    var hold = state.path("holds").path(0);
    var said =
        new StringBuilder(
            "Held since %s by %s: %s%n"
                .formatted(
                    hold.path("heldAt").asText(),
                    hold.path("heldBy").asText(),
                    hold.path("reason").asText()));
    state
        .path("waiting")
        .forEach(
            each ->
                said.append(
                    "Waiting: %d %s%n"
                        .formatted(each.path("count").asLong(), each.path("code").asText())));
    return said.toString();
  }

  private static String items(JsonNode items) {
    if (items.isEmpty()) {
      return "The programme was not begun: begin it with --begin.\n";
    }
    var table = new Table("ITEM", "WHAT", "REQUIRED", "WHO", "BY", "STATE");
    items.forEach(
        item ->
            table.row(
                item.path("id"),
                item.path("title").isNull() ? item.path("code") : item.path("title"),
                item.path("required"),
                item.path("owner").isNull() ? item.path("role") : item.path("owner"),
                item.path("dueOn"),
                item.path("state")));
    return table.toString();
  }
}
