package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records that could not be used: seen, repaired, or let go with a reason. */
@Command(
    name = "rejects",
    description = "Records that could not be used: list, repair, let go.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class RejectsCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        command.commandLine(), "Say what to do with the rejects: list, repair or let-go.");
  }

  @Command(
      name = "list",
      description = "Open rejects of a file in its order, a page at a time.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin AsPerson person,
      @Parameters(paramLabel = "FILE-ID", description = "Number of the file.") long file,
      @Option(names = "--code", paramLabel = "CODE", description = "Only for this reason.")
          String code,
      @Option(
              names = "--after-line",
              paramLabel = "LINE",
              description = "Only those behind this line of the file: the next page.")
          String afterLine) {
    var query = new LinkedHashMap<String, String>();
    query.put("code", code);
    query.put("afterLine", afterLine);
    return person.show(
        person.api().get(Api.query("files/" + file + "/rejects", query)), RejectsCommand::table);
  }

  private static Object table(JsonNode rejects) {
    if (rejects.isEmpty()) {
      return "No open rejects.";
    }
    var table = new Table("REJECT", "LINE", "FIELD", "REASON", "EXPECTED", "DELIVERED");
    rejects.forEach(
        reject ->
            table.row(
                reject.path("id"),
                reject.path("line"),
                reject.path("field"),
                reject.path("code"),
                reject.path("expected"),
                reject.path("raw")));
    return table;
  }

  @Command(
      name = "repair",
      description = "Give the record as it should have been delivered; it is read again.",
      mixinStandardHelpOptions = true)
  int repair(
      @Mixin AsPerson person,
      @Parameters(paramLabel = "REJECT", description = "Number of the reject.") long reject,
      @Parameters(paramLabel = "RECORD", description = "The whole record, in the form of its file.")
          String record) {
    return person.show(
        person.api().put("rejects/" + reject + "/repair", Map.of("raw", record)),
        now -> "Reject " + reject + " is repaired.");
  }

  @Command(
      name = "let-go",
      description = "Leave the record behind, with a reason; the reconciliation names it.",
      mixinStandardHelpOptions = true)
  int letGo(
      @Mixin AsPerson person,
      @Parameters(paramLabel = "REJECT", description = "Number of the reject.") long reject,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
          String reason) {
    return person.show(
        person.api().put("rejects/" + reject + "/let-go", Map.of("reason", reason)),
        now -> "Reject " + reject + " is let go.");
  }
}
