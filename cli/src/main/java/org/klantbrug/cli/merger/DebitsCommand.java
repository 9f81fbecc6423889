package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
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
    name = "debits",
    description = {
      "The first debits of each wave: reads what the bank says, shows, and lets finance verify.",
      "With --wave the debits behind a figure."
    },
    mixinStandardHelpOptions = true)
final class DebitsCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "camt.053 (version 02 or 08) or pain.002 (version 03 or 10).")
  private Path file;

  @Option(names = "--wave", paramLabel = "WAVE", description = "Number of a wave.")
  private Long wave;

  @Option(
      names = "--show",
      paramLabel = "FIGURE",
      defaultValue = "EXPECTED",
      description =
          "EXPECTED, RIGHT, WRONG, MISSING, REFUSED, REFUNDED or BLOCKED. Default: ${DEFAULT-VALUE}.")
  private String show;

  @Option(
      names = "--verify",
      description = "Verify the wave: reminders may be sent where the debit was right.")
  private boolean verify;

  @Override
  public Integer call() {
    var path = "mergers/" + person.merger(merger).path("id").asLong() + "/debits";
    if (file != null) {
      person.err().println(MoneyFile.send(person.api(), path + "/files", file));
    }
    if (wave == null) {
      return person.show(person.api().get(path), DebitsCommand::figures);
    }
    var one = path + "/waves/" + wave;
    if (verify) {
      return person.show(person.api().post(one + "/verify", Map.of()), DebitsCommand::figures);
    }
    var shown = Api.query(one, Map.of("show", show.toUpperCase(Locale.ROOT)));
    return person.show(person.api().get(shown), DebitsCommand::rows);
  }

  private static Object figures(JsonNode waves) {
    if (waves.isEmpty()) {
      return "No wave has gone over yet.";
    }
    var table =
        new Table(
            "WAVE",
            "DAY",
            "EXPECTED",
            "RIGHT",
            "WRONG",
            "MISSING",
            "REFUSED",
            "PAID BACK",
            "NO REMINDERS");
    waves.forEach(
        each ->
            table.row(
                each.path("waveId"),
                each.path("day"),
                each.path("expected"),
                each.path("right"),
                each.path("wrong"),
                each.path("missing"),
                each.path("refused"),
                each.path("refunded"),
                each.path("blocked")));
    return table;
  }

  private static Object rows(JsonNode debits) {
    var table = new Table("CUSTOMER", "ACCOUNT", "STATE", "DAY", "EXPECTED", "DEBITED", "CODE");
    debits.forEach(
        each ->
            table.row(
                each.path("customer"),
                each.path("account"),
                each.path("state"),
                each.path("due"),
                each.path("amount"),
                each.path("debited"),
                each.path("reason")));
    return table;
  }
}
