package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
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
      "What customers are told before they go over: show how far it is, release it, or say whom a",
      "person told.",
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

  @Option(
      names = "--personal",
      description = "Show the customers whom a person is still to tell, and why.")
  private boolean personal;

  @Option(
      names = "--told",
      paramLabel = "NOTICE",
      split = ",",
      description =
          "Say that a person told the customers of these notices: with --on, --how and --words.")
  private List<Long> told = List.of();

  @Option(names = "--on", paramLabel = "DAY", description = "On which day, as 2026-05-04.")
  private String on;

  @Option(names = "--how", paramLabel = "WAY", description = "PHONE, IN_PERSON, LETTER or EMAIL.")
  private String how;

  @Option(names = "--words", paramLabel = "WORDS", description = "What was said, and to whom.")
  private String words;

  @Override
  public Integer call() {
    var path = "mergers/" + person.merger(merger).path("id").asLong() + "/notices";
    if (!told.isEmpty()) {
      var said = new LinkedHashMap<String, Object>();
      said.put("notices", told);
      said.put("on", on);
      said.put("how", how);
      said.put("words", words);
      person.api().post(path + "/personal/told", said);
      person.err().println("Kept: it stands in the timeline of each.");
    }
    if (personal || !told.isEmpty()) {
      return person.show(person.api().get(path + "/personal"), NoticesCommand::asked);
    }
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

  private static Object asked(JsonNode asked) {
    if (asked.isEmpty()) {
      return "Nobody is to be told by a person now.";
    }
    var table = new Table("NOTICE", "CUSTOMER", "WHY", "GOES OVER", "CONTACT PERSON");
    asked.forEach(
        one ->
            table.row(
                one.path("id"),
                one.path("customerKey"),
                one.path("because"),
                one.path("day"),
                one.path("contact")));
    return table;
  }

  private static Object counts(JsonNode counts) {
    var table = new Table("CUSTOMERS", "HOW MANY");
    counts.forEach(count -> table.row(count.path("standing"), count.path("customers")));
    return table;
  }
}
