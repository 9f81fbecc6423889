package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "totals",
    description = {
      "Control totals of the acquired company: show, enter, or take from a file.",
      "The reconciliation compares with these, not with our reading of the files."
    },
    mixinStandardHelpOptions = true)
final class TotalsCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @ArgGroup private Change change;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; needed once the files are imported. Shown with the reconciliation.")
  private String reason;

  /** One way to give them at a time. */
  static final class Change {
    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "CSV with the columns Soort;Aantal;Bedrag;Kolom. All of it, or nothing.")
    private Path file;

    @ArgGroup(exclusive = false)
    private One one;
  }

  /** A single figure. */
  static final class One {
    @Option(
        names = "--entity",
        required = true,
        paramLabel = "KIND",
        description = "What is counted: CUSTOMER, INVOICE, CONTACT, ...")
    private String entity;

    @Option(
        names = "--measure",
        defaultValue = "COUNT",
        paramLabel = "MEASURE",
        description = "COUNT, or SUM_ and a field, as SUM_open_amount. Default: ${DEFAULT-VALUE}.")
    private String measure;

    @Option(
        names = "--value",
        required = true,
        paramLabel = "NUMBER",
        description = "The number of records, or euros as 1234.56.")
    private BigDecimal value;

    @Option(
        names = "--source",
        required = true,
        paramLabel = "TEXT",
        description = "Where the figure comes from, for example the name of a report.")
    private String source;

    private Map<String, Object> asWish() {
      return Map.of(
          "entity",
          entity.toUpperCase(Locale.ROOT),
          "measure",
          measure,
          "value",
          value,
          "source",
          source);
    }
  }

  @Override
  public Integer call() {
    var path = "runs/" + person.run(merger) + "/control-totals";
    return person.show(answer(path), TotalsCommand::table);
  }

  private JsonNode answer(String path) {
    if (change == null) {
      return person.api().get(path);
    }
    if (change.file == null) {
      return person
          .api()
          .put(
              Api.query(path, Collections.singletonMap("reason", reason)),
              List.of(change.one.asWish()));
    }
    if (!Files.isReadable(change.file) || Files.isDirectory(change.file)) {
      throw new Refused("There is no file " + change.file + " that can be read.");
    }
    return person.api().upload(Api.query(path, named()), change.file);
  }

  private Map<String, String> named() {
    var query = new LinkedHashMap<String, String>();
    query.put("name", change.file.getFileName().toString());
    query.put("reason", reason);
    return query;
  }

  private static Object table(JsonNode totals) {
    if (totals.isEmpty()) {
      return "No control totals yet. Give them with --file, or one with --entity and --value.";
    }
    var table = new Table("KIND", "MEASURE", "VALUE", "SOURCE");
    totals.forEach(
        total ->
            table.row(
                total.path("entity"),
                total.path("measure"),
                total.path("value"),
                total.path("source")));
    return table;
  }
}
