package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "map",
    description = {
      "Show what the columns of a file seem to mean; save and confirm it.",
      "Without options nothing is changed. A mapping is corrected in a file: --json prints the"
          + " proposal, --mapping takes the corrected one."
    },
    mixinStandardHelpOptions = true)
final class MapCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What becomes of columns that nobody decided on. */
  enum Undecided {
    EXTRA,
    NOT_NEEDED
  }

  @Mixin private AsPerson person;
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE-ID", description = "Number of the file (see: merger files).")
  private long file;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "Save this mapping: JSON with entity and columns.")
  private Path mapping;

  @Option(names = "--save", description = "Save the proposal as it is, without confirming it.")
  private boolean save;

  @Option(
      names = "--undecided",
      description =
          "What becomes of columns whose meaning is not known: ${COMPLETION-CANDIDATES}. EXTRA keeps"
              + " them beside the record.")
  private Undecided undecided;

  @Option(names = "--confirm", description = "Confirm the mapping for good; saves it if needed.")
  private boolean confirm;

  @Option(
      names = "--their-owner",
      paramLabel = "NAME",
      description = "Who confirms for the company that delivered the file.")
  private String theirOwner;

  @Override
  public Integer call() {
    if (confirm && theirOwner == null) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--confirm needs --their-owner NAME");
    }
    if (mapping != null) {
      return saved(given());
    }
    if (save || confirm && needsSaving()) {
      return saved(proposed(person.api().get(path("mapping-proposal"))));
    }
    return confirm
        ? told(confirmed())
        : person.show(person.api().get(path("mapping-proposal")), MapCommand::table);
  }

  private String path(String of) {
    return "files/" + file + "/" + of;
  }

  private boolean needsSaving() {
    return undecided != null
        || person.api().get("files/" + file).path("state").asText().equals("REGISTERED");
  }

  private JsonNode given() {
    try {
      var tree = JSON.readTree(mapping.toFile());
      return tree.path("columns").path(0).has("mapping") ? proposed(tree) : decided(tree);
    } catch (IOException e) {
      throw new Refused("The mapping in " + mapping + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The mapping inside a proposal. */
  private JsonNode proposed(JsonNode proposal) {
    var columns = JSON.createArrayNode();
    proposal.path("columns").forEach(column -> columns.add(column.path("mapping")));
    return decided(
        JSON.createObjectNode()
            .<ObjectNode>set("entity", proposal.path("entity"))
            .set("columns", columns));
  }

  private JsonNode decided(JsonNode wish) {
    if (undecided != null) {
      for (var column : wish.path("columns")) {
        if (column.path("use").asText().equals("UNDECIDED")) {
          ((ObjectNode) column).put("use", undecided.name());
        }
      }
    }
    return wish;
  }

  private int saved(JsonNode wish) {
    var answer = person.api().put(path("mapping"), wish);
    return told(confirm ? confirmed() : answer);
  }

  private JsonNode confirmed() {
    return person.api().put(path("mapping/confirmation"), Map.of("theirOwner", theirOwner));
  }

  private int told(JsonNode answer) {
    return person.show(
        answer,
        now ->
            "The mapping of file "
                + now.path("id")
                + " "
                + now.path("fileName").asText()
                + " is "
                + (confirm
                    ? "confirmed."
                    : "saved. Have it confirmed: klantbrug merger map "
                        + file
                        + " --confirm --their-owner NAME"));
  }

  private static Table table(JsonNode proposal) {
    var table = new Table("COLUMN", "SURE", "BECOMES", "FOR EXAMPLE", "NOT READABLE");
    proposal
        .path("columns")
        .forEach(
            column ->
                table.row(
                    column.path("mapping").path("source"),
                    String.format(Locale.ROOT, "%.2f", column.path("confidence").asDouble()),
                    becomes(column.path("mapping")),
                    some(column.path("passing")),
                    some(column.path("failing"))));
    return table;
  }

  private static String becomes(JsonNode mapping) {
    if (!mapping.path("use").asText().equals("FIELDS")) {
      return mapping.path("use").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    var fields = new ArrayList<String>();
    for (var target : mapping.path("targets")) {
      var how = target.path("dateFormat").asText("") + target.path("decimalSign").asText("");
      fields.add(target.path("column").asText() + (how.isEmpty() ? "" : " (" + how + ")"));
    }
    return String.join(", ", fields);
  }

  private static String some(JsonNode values) {
    var shown = new ArrayList<String>();
    for (var i = 0; i < Math.min(2, values.size()); i++) {
      var value = values.get(i).asText();
      shown.add(value.length() > 24 ? value.substring(0, 23) + "…" : value);
    }
    return String.join(", ", shown);
  }
}
