package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "vanished",
    description = {
      "Customers and other records that are no longer delivered.",
      "An earlier file had them and a FULL file of the newest run has not. They stay as they are:",
      "ask the old company what became of them."
    },
    mixinStandardHelpOptions = true)
final class VanishedCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(
      names = "--most",
      paramLabel = "NUMBER",
      defaultValue = "20",
      description = "Numbers to name of each sort, at most 1000. Default: ${DEFAULT-VALUE}.")
  private int most;

  @Override
  public Integer call() {
    var path = "runs/" + person.run(merger) + "/vanished";
    return person.show(
        person.api().get(Api.query(path, Map.of("most", Integer.toString(most)))),
        VanishedCommand::table);
  }

  private static Object table(JsonNode groups) {
    if (groups.isEmpty()) {
      return "Nothing vanished: each full file has all that the one before had.";
    }
    var table = new Table("COMPANY", "KIND", "RECORDS", "NUMBERS");
    groups.forEach(
        group ->
            table.row(
                group.path("company"), group.path("entity"), group.path("records"), keys(group)));
    return table;
  }

  private static String keys(JsonNode group) {
    var keys = new ArrayList<String>();
    group.path("keys").forEach(key -> keys.add(key.asText()));
    var more = group.path("records").asLong() - keys.size();
    if (keys.isEmpty()) {
      return "";
    }
    return String.join(", ", keys) + (more > 0 ? ", and " + more + " more" : "");
  }
}
