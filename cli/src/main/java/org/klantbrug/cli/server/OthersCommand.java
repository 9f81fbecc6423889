package org.klantbrug.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.klantbrug.billing.Side;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.Profiles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The others of a demonstration with waves: who bills from now on, and who billed until now. */
@Command(
    name = "others",
    description = "Be the others of the demonstration: the old company and the new billing.",
    mixinStandardHelpOptions = true)
public final class OthersCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @ArgGroup(multiplicity = "1")
  private Deed deed;

  /** What they do; one of these. */
  private static final class Deed {
    @Option(
        names = "--tell",
        paramLabel = "WAVE",
        description = "The old company told the customers of this wave of their first debit.")
    private Long tell;

    @Option(
        names = "--accept",
        paramLabel = "WAVE",
        description = "Both companies accept what they were handed over of this wave.")
    private Long accept;
  }

  /** Days before a first debit on which customers are told of it; 14 are needed. */
  private static final int DAYS_BEFORE = 20;

  private Api operator;
  private String merger;

  @Override
  public Integer call() {
    operator = new Api(Profiles.ofThisPerson().need("sanne"));
    merger = "mergers/" + operator.get("mergers").path(0).path("id").asLong();
    command.commandLine().getOut().println(done());
    command.commandLine().getOut().flush();
    return 0;
  }

  private String done() {
    return deed.tell != null ? tell(deed.tell) : accept(deed.accept);
  }

  /** Finance notes when they were told. */
  private String tell(long wave) {
    var day = operator.get(merger + "/waves/" + wave).path("wave").path("day").asText();
    var on = LocalDate.parse(day).minusDays(DAYS_BEFORE);
    new Api(Profiles.ofThisPerson().need("willem"))
        .put(merger + "/handovers/waves/" + wave + "/told", Map.of("on", on.toString()));
    return "Customers of wave " + wave + " were told on " + on + " of their first debit.";
  }

  private String accept(long wave) {
    var made = operator.get(merger + "/handovers/waves/" + wave);
    var handOver = wave + "-" + made.path(made.size() - 1).path("no").asInt();
    var lines =
        eachOf(
            merger + "/handovers/waves/" + wave + "/accounts",
            one ->
                one.path("customer").asText()
                    + ';'
                    + one.path("account").asText()
                    + ";accepted;;"
                    + handOver);
    if (lines.isEmpty()) {
      throw new Refused("No account of wave " + wave + " was handed over: did two people say go?");
    }
    lines.add(0, "customer;account;answer;reason;handover");
    for (var side : Side.values()) {
      read(merger + "/handovers/answers/" + side, "wave-" + wave + ".csv", lines);
    }
    return "Both accepted " + (lines.size() - 1) + " accounts of hand-over " + handOver + ".";
  }

  /** A line for each row behind an address that gives them by pages. */
  private List<String> eachOf(String path, Function<JsonNode, String> line) {
    var lines = new ArrayList<String>();
    var page = operator.get(path);
    while (!page.isEmpty()) {
      page.forEach(row -> lines.add(line.apply(row)));
      page = operator.get(path + "?after=" + page.get(page.size() - 1).path("memberId").asLong());
    }
    return lines;
  }

  private void read(String path, String name, List<String> lines) {
    try {
      var file = Files.createTempFile("klantbrug-others-", name);
      try {
        Files.write(file, lines);
        operator.upload(Api.query(path, Map.of("name", name)), file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("What the others send could not be written", e);
    }
  }
}
