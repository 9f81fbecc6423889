package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "end",
    description = {
      "The end of the old system: looks whether it may go, makes and checks its archive, signs.",
      "Without options it shows what was found last."
    },
    mixinStandardHelpOptions = true)
final class EndCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(names = "--look", description = "Look anew.")
  private boolean look;

  @Option(names = "--archive", description = "Make an archive of what was delivered, by a job.")
  private boolean archive;

  @Option(
      names = "--check",
      description =
          "Read every file of the archive and compare its hash; ends with 1 if not whole.")
  private boolean check;

  @Option(
      names = "--say",
      paramLabel = "POINT",
      description = "Say how TAX, HOLDS, ACCESS or LATE stands, with --words.")
  private String say;

  @Option(names = "--words", paramLabel = "WORDS", description = "What is said, or signed with.")
  private String words;

  @Option(
      names = "--holds",
      paramLabel = "COUNT",
      description = "With --say HOLDS: legal holds of the old company.")
  private Integer holds;

  @Option(names = "--sign", description = "Sign that the old system may go; two people do.")
  private boolean sign;

  @Option(
      names = "--purge",
      paramLabel = "WHY",
      description = "Ask that delivered files and staged records go; a second person decides.")
  private String purge;

  @Option(names = "--confirm-purge", description = "Decide, as the second person, that they go.")
  private boolean confirmPurge;

  @Override
  public Integer call() {
    var path = "mergers/" + person.merger(merger).path("id").asLong() + "/end";
    if (archive) {
      person.api().post(path + "/archive", Map.of());
      person.err().println("The archive is being made.");
    }
    if (check) {
      return checked(person.api().post(path + "/archive/check", Map.of()));
    }
    if (say != null) {
      person.api().post(path + "/words/" + say.toUpperCase(Locale.ROOT), said());
    }
    if (look) {
      person.api().post(path + "/look", Map.of());
    }
    if (sign) {
      person.api().post(path + "/signatures", said());
    }
    if (purge != null) {
      person.api().post(path + "/purge", Map.of("reason", purge));
    }
    if (confirmPurge) {
      person.api().post(path + "/purge/decision", Map.of("goes", true));
    }
    if (purge != null || confirmPurge) {
      return person.show(person.api().get(path + "/purge"), EndCommand::purges);
    }
    return person.show(person.api().get(path), EndCommand::table);
  }

  private static Object purges(JsonNode purges) {
    var table = new Table("STATE", "ASKED BY", "DECIDED BY", "GONE", "KEPT", "FILES");
    purges.forEach(
        each ->
            table.row(
                each.path("state"),
                each.path("askedBy"),
                each.path("decidedBy"),
                each.path("gone"),
                each.path("kept"),
                each.path("files")));
    return table;
  }

  private Map<String, Object> said() {
    var body = new HashMap<String, Object>();
    body.put("words", words);
    body.put("number", holds);
    return body;
  }

  private int checked(JsonNode answer) {
    person.show(answer, EndCommand::wrong);
    return answer.path("wrong").isEmpty() ? 0 : 1;
  }

  private static Object wrong(JsonNode answer) {
    if (answer.path("wrong").isEmpty()) {
      return "The archive is whole.";
    }
    var table = new Table("GONE OR CHANGED");
    answer.path("wrong").forEach(table::row);
    return table;
  }

  private static Object table(JsonNode state) {
    if (state.path("look").isNull()) {
      return "Nobody looked yet whether the old system may go: look with --look.";
    }
    var table = new Table("POINT", "MISSING", "FOUND", "COUNT", "DETAIL");
    state
        .path("look")
        .path("findings")
        .forEach(
            each ->
                table.row(
                    each.path("criterion"),
                    each.path("missing").asBoolean() ? "missing" : "",
                    each.path("code"),
                    each.path("count"),
                    each.path("detail")));
    return table;
  }
}
