package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Moments;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "visible-from",
    description = {
      "The day of visibility: what was asked about it, or ask to move it.",
      "From that day staff of both companies see each other's customers. Of a merger that has",
      "started a migration lead who is another person decides: merger tasks, then merger answer."
    },
    mixinStandardHelpOptions = true)
final class VisibleFromCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @ArgGroup(exclusive = false)
  private Wish wish;

  /** A wish to move the day. */
  static final class Wish {
    @Option(
        names = "--ask",
        required = true,
        paramLabel = "DAY",
        description = "The day it should be, as 2027-01-31.")
    private LocalDate day;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why; who decides reads it.")
    private String reason;
  }

  @Override
  public Integer call() {
    var found = person.merger(merger);
    var path = "mergers/" + found.path("id").asLong() + "/visible-from";
    var wishes =
        wish == null
            ? person.api().get(path)
            : person.api().post(path, Map.of("day", wish.day.toString(), "reason", wish.reason));
    return person.show(wishes, all -> text(found, all));
  }

  private static String text(JsonNode merger, JsonNode wishes) {
    var stands = "Visible to everybody from " + merger.path("visibleFrom").asText();
    if (wishes.isEmpty()) {
      return stands + "; nobody asked to move it.";
    }
    var table = new Table("FROM", "TO", "STATE", "ASKED BY", "ASKED", "DECIDED BY", "REASON");
    wishes.forEach(
        each ->
            table.row(
                each.path("before"),
                each.path("after"),
                each.path("state"),
                each.path("askedBy"),
                Moments.readable(each.path("askedAt").asText()),
                each.path("decidedBy"),
                each.path("reason")));
    return stands + "\n" + table;
  }
}
