package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "cutover",
    description = {
      "How customers go over: choose all at once or by waves, see how far a wave is,",
      "and what became of every delivered record. Waves are let go with: merger waves."
    },
    mixinStandardHelpOptions = true)
final class CutoverCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(names = "--by-waves", negatable = true, description = "Choose how customers go over.")
  private Boolean byWaves;

  @Option(names = "--wave", paramLabel = "WAVE", description = "How far this wave is.")
  private Long wave;

  @Override
  public Integer call() {
    var path = "mergers/" + person.merger(merger).path("id").asLong() + "/waves";
    if (byWaves != null) {
      return person.show(
          person.api().put(path + "/way", Map.of("byWaves", byWaves)), CutoverCommand::way);
    }
    if (wave != null) {
      return person.show(person.api().get(path + "/" + wave), CutoverCommand::steps);
    }
    return person.show(person.api().get(path + "/balance"), CutoverCommand::balance);
  }

  private static Object way(JsonNode now) {
    return now.path("byWaves").asBoolean()
        ? "Customers go over by waves."
        : "Customers go over all at once.";
  }

  private static Object steps(JsonNode state) {
    var table = new Table("STEP", "STATE");
    state.path("steps").forEach(step -> table.row(step.path("stage"), step.path("state")));
    return table;
  }

  private static Object balance(JsonNode wholes) {
    var table = new Table("RECORDS", "DELIVERED", "OUTCOME", "WAVE", "DAY", "NUMBER", "EURO");
    wholes.forEach(
        whole ->
            whole
                .path("parts")
                .forEach(
                    part ->
                        table.row(
                            whole.path("entity"),
                            whole.path("delivered"),
                            part.path("outcome"),
                            part.path("waveId"),
                            part.path("day"),
                            part.path("records"),
                            part.path("amount"))));
    return table;
  }
}
