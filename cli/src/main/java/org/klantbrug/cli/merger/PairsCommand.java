package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Doubtful pairs of customers: the next one, and a verdict. */
@Command(
    name = "pairs",
    description = "Doubtful pairs of customers: see the next, decide.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PairsCommand implements Runnable {
  /** What a person can say of a pair. */
  enum Verdict {
    SAME,
    NOT_SAME,
    DOUBT
  }

  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        command.commandLine(), "Say what to do with the pairs: next, show or decide.");
  }

  @Command(
      name = "next",
      description = "The next pair of a merger's newest run that waits for a verdict.",
      mixinStandardHelpOptions = true)
  int next(
      @Mixin AsPerson person,
      @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
          String merger) {
    return person.show(
        person.api().get("runs/" + person.run(merger) + "/pairs/next"), PairsCommand::sideBySide);
  }

  @Command(
      name = "show",
      description =
          "A pair with birth date, telephone and account number in full. That you looked is written"
              + " in the access log of both customers.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin AsPerson person,
      @Parameters(paramLabel = "PAIR", description = "Number of the pair.") long pair) {
    return person.show(
        person.api().post("pairs/" + pair + "/reveal", Map.of()), PairsCommand::sideBySide);
  }

  private static Object sideBySide(JsonNode pair) {
    if (!pair.has("id")) {
      return "No pair waits for a verdict.";
    }
    var table =
        new Table(
            "FIELD",
            pair.path("leftCompany").asText(),
            pair.path("rightCompany").asText(),
            "AGREES",
            "BITS");
    pair.path("fields")
        .forEach(
            field ->
                table.row(
                    field.path("column"),
                    field.path("left"),
                    field.path("right"),
                    field.path("level").asText("").toLowerCase(Locale.ROOT),
                    bits(field.path("bits"))));
    return String.format(
        Locale.ROOT,
        "Pair %s, weight %s bits: above 0 speaks for one customer%n%s",
        pair.path("id"),
        pair.path("weight"),
        table);
  }

  private static String bits(JsonNode bits) {
    return bits.isNumber() ? String.format(Locale.ROOT, "%+.1f", bits.asDouble()) : "";
  }

  @Command(
      name = "decide",
      description = "Say whether a pair is one customer.",
      mixinStandardHelpOptions = true)
  int decide(
      @Mixin AsPerson person,
      @Parameters(paramLabel = "PAIR", description = "Number of the pair.") long pair,
      @Parameters(paramLabel = "VERDICT", description = "${COMPLETION-CANDIDATES}.")
          Verdict verdict,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              description = "Why; needed for NOT_SAME, which stands for ever.")
          String reason) {
    var decision = new LinkedHashMap<String, Object>();
    decision.put("version", person.api().get("pairs/" + pair).path("version").asInt());
    decision.put("verdict", verdict.name());
    decision.put("reason", reason);
    return person.show(
        person.api().put("pairs/" + pair + "/verdict", decision),
        now -> "Pair " + pair + ": " + verdict);
  }
}
