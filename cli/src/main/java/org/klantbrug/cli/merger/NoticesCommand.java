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
    name = "notices",
    description = {
      "What customers are told before they go over: show how far it is, or release it.",
      "Words are written, read and approved on the screens."
    },
    mixinStandardHelpOptions = true)
final class NoticesCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(
      names = "--who",
      paramLabel = "NOTICE",
      description = "Show how many customers get this notice now, and why others do not.")
  private Long who;

  @Option(
      names = "--release",
      paramLabel = "NOTICE",
      description = "Release this notice first: it is approved.")
  private Long release;

  @Override
  public Integer call() {
    var path = "mergers/" + person.merger(merger).path("id").asLong() + "/notices";
    if (release != null) {
      person.api().post(path + "/" + release + "/release", Map.of());
      person.err().println("Released: customers are told as the time of their wave comes.");
    }
    return who == null
        ? person.show(person.api().get(path), NoticesCommand::table)
        : person.show(person.api().get(path + "/" + who + "/counts"), NoticesCommand::counts);
  }

  private static Object table(JsonNode notices) {
    if (notices.isEmpty()) {
      return "No notice is written: begin one on the screens.";
    }
    var table = new Table("NOTICE", "KIND", "NAME", "STATE", "RELEASED BY");
    notices.forEach(
        notice ->
            table.row(
                notice.path("id"),
                notice.path("kind"),
                notice.path("name"),
                notice.path("state"),
                notice.path("releasedBy")));
    return table;
  }

  private static Object counts(JsonNode counts) {
    var table = new Table("CUSTOMERS", "HOW MANY");
    counts.forEach(count -> table.row(count.path("standing"), count.path("customers")));
    return table;
  }
}
