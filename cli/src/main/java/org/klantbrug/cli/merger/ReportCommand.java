package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Moments;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = {
      "The reconciliation of a merger: every figure as delivered and as it is now.",
      "Ends with 0 when all balances, 1 when a figure differs or nothing was reconciled yet."
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(names = "--rehearsals", description = "Those of rehearsals too.")
  private boolean rehearsals;

  @Override
  public Integer call() {
    var all = person.api().get("mergers/" + person.merger(merger).path("id") + "/cutovers");
    person.show(all, this::text);
    return isBalanced(all) ? 0 : 1;
  }

  private static boolean isBalanced(JsonNode all) {
    var statements = 0;
    for (var each : all) {
      if (isLive(each) && !each.path("reconciliation").isNull()) {
        statements++;
        if (!each.path("reconciliation").path("balanced").asBoolean()) {
          return false;
        }
      }
    }
    return statements > 0;
  }

  private static boolean isLive(JsonNode each) {
    return each.path("cutover").path("state").asText().equals("LIVE")
        && !each.path("cutover").path("rehearsal").asBoolean();
  }

  private Object text(JsonNode all) {
    var text = new StringBuilder();
    for (var each : all) {
      if (rehearsals || !each.path("cutover").path("rehearsal").asBoolean()) {
        text.append(heading(each.path("cutover"), each.path("reconciliation"))).append('\n');
        if (!each.path("reconciliation").isNull()) {
          text.append(table(each.path("reconciliation").path("lines"))).append('\n');
        }
      }
    }
    return text.isEmpty() ? "Nothing was transferred yet." : text.toString();
  }

  private static String heading(JsonNode cutover, JsonNode statement) {
    var what =
        (cutover.path("rehearsal").asBoolean() ? "Rehearsal of " : "Cut-over ")
            + cutover.path("kind").asText()
            + " "
            + cutover.path("id")
            + ", "
            + cutover.path("state").asText();
    if (statement.isNull()) {
      return what + ": not reconciled yet";
    }
    return what
        + (statement.path("balanced").asBoolean() ? ": balances" : ": DOES NOT BALANCE")
        + ", made "
        + Moments.readable(statement.path("madeAt").asText())
        + (cutover.path("rehearsal").asBoolean() ? "" : signature(statement));
  }

  /** A rehearsal is approved, its statement never signed. */
  private static String signature(JsonNode statement) {
    return statement.path("signedAt").isNull()
        ? ", not signed"
        : ", signed " + Moments.readable(statement.path("signedAt").asText());
  }

  private static Table table(JsonNode lines) {
    var table =
        new Table(
            "KIND", "FIGURE", "DELIVERED", "HERE", "DIFFERENCE", "RECORDS DIFFER", "EXPLANATION");
    lines.forEach(
        line ->
            table.row(
                line.path("entity"),
                line.path("measure"),
                line.path("sourceValue"),
                line.path("targetValue"),
                line.path("difference"),
                line.path("differingRecords"),
                line.path("explanation")));
    return table;
  }
}
