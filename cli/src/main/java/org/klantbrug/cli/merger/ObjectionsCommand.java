package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "objections",
    description = {
      "Customers who object to going over: those that are open, due first, or those that are over."
    },
    mixinStandardHelpOptions = true)
final class ObjectionsCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(names = "--over", description = "Those that were decided and told, or withdrawn.")
  private boolean over;

  @Override
  public Integer call() {
    var id = person.merger(merger).path("id").asLong();
    var path = "objections?show=" + (over ? "over" : "all") + "&merger=" + id;
    return person.show(person.api().get(path), ObjectionsCommand::table);
  }

  private static Object table(JsonNode objections) {
    if (objections.isEmpty()) {
      return "There are no such objections.";
    }
    var table =
        new Table("NUMBER", "STAGE", "OUTCOME", "AGAINST", "CUSTOMER", "GOES OVER", "HEARS BY");
    objections.forEach(
        one ->
            table.row(
                one.path("number"),
                one.path("stage"),
                one.path("outcome"),
                one.path("about"),
                one.path("sourceKey"),
                one.path("goesOn"),
                one.path("dueAt")));
    return table;
  }
}
