package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = {
      "Write down why figures of the reconciliation do not balance; needed before signing.",
      "Without a figure: the text stands with each figure that differs and has no explanation yet."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(names = "--text", required = true, paramLabel = "TEXT", description = "Why.")
  private String text;

  @Option(names = "--entity", paramLabel = "KIND", description = "Only this kind: INVOICE, ...")
  private String entity;

  @Option(
      names = "--measure",
      paramLabel = "MEASURE",
      description = "Only this figure, as the report names it: CONTROL_COUNT, ...")
  private String measure;

  @Override
  public Integer call() {
    var explained = new ArrayList<JsonNode>();
    for (var each : person.api().get("mergers/" + person.merger(merger).path("id") + "/cutovers")) {
      var statement = each.path("reconciliation");
      if (!statement.isNull() && statement.path("signedAt").isNull()) {
        explained.addAll(explained(statement));
      }
    }
    if (explained.isEmpty()) {
      throw new Refused("No figure of an unsigned reconciliation differs without an explanation.");
    }
    return person.show(JSON.valueToTree(explained), ExplainCommand::table);
  }

  private List<JsonNode> explained(JsonNode statement) {
    var explained = new ArrayList<JsonNode>();
    for (var line : statement.path("lines")) {
      if (isMeant(line)) {
        person
            .api()
            .put(
                "reconciliations/" + statement.path("id").asLong() + "/explanation",
                Map.of(
                    "entity", line.path("entity").asText(),
                    "measure", line.path("measure").asText(),
                    "text", text));
        explained.add(line);
      }
    }
    return explained;
  }

  private boolean isMeant(JsonNode line) {
    var differs =
        line.path("differingRecords").asLong() > 0
            || line.path("difference").decimalValue().signum() != 0;
    return differs
        && line.path("explanation").isNull()
        && (entity == null || entity.toUpperCase(Locale.ROOT).equals(line.path("entity").asText()))
        && (measure == null || measure.equals(line.path("measure").asText()));
  }

  private static Table table(JsonNode lines) {
    var table = new Table("EXPLAINED", "FIGURE", "DIFFERENCE");
    lines.forEach(
        line -> table.row(line.path("entity"), line.path("measure"), line.path("difference")));
    return table;
  }
}
