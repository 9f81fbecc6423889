package org.klantbrug.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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

/** The others of a demonstration with waves: who bills, who billed until now, and the bank. */
@Command(
    name = "others",
    description = {
      "Be the others of the demonstration: the old company, the new billing and the bank.",
      "Makes the files that they would send, and reads them in as the migration operator."
    },
    mixinStandardHelpOptions = true)
public final class OthersCommand implements Callable<Integer> {
  private static final Charset THEIRS = Charset.forName("windows-1252");
  private static final String STATEMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
      <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>2026-01-01T06:00:00</CreDtTm></GrpHdr><Stmt><Id>%1$s</Id>
      %2$s</Stmt></BkToCstmrStmt></Document>
      """;
  private static final String ENTRY =
      """
      <Ntry><Amt Ccy="EUR">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%s</Dt></BookgDt><NtryDtls><TxDtls>
      <Refs><EndToEndId>%s</EndToEndId><MndtId>%s</MndtId></Refs>
      <RltdPties><Cdtr><Pty><Id><PrvtId><Othr><Id>%s</Id></Othr></PrvtId></Id></Pty></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>
      """;

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

    @Option(
        names = "--debit",
        paramLabel = "WAVE",
        description = "The bank tells of the first debits of this wave, all of them paid.")
    private Long debit;
  }

  /** Days before a first debit on which customers are told of it; 14 are needed. */
  private static final int DAYS_BEFORE = 20;

  private Api operator;
  private String merger;

  @Override
  public Integer call() throws IOException {
    operator = new Api(Profiles.ofThisPerson().need("sanne"));
    merger = "mergers/" + operator.get("mergers").path(0).path("id").asLong();
    command.commandLine().getOut().println(done());
    command.commandLine().getOut().flush();
    return 0;
  }

  private String done() throws IOException {
    if (deed.tell != null) {
      return tell(deed.tell);
    }
    return deed.accept != null ? accept(deed.accept) : debit(deed.debit);
  }

  /** Finance notes when they were told. */
  private String tell(long wave) {
    var day = operator.get(merger + "/waves/" + wave).path("wave").path("day").asText();
    var on = LocalDate.parse(day).minusDays(DAYS_BEFORE);
    new Api(Profiles.ofThisPerson().need("willem"))
        .put(merger + "/handovers/waves/" + wave + "/told", Map.of("on", on.toString()));
    return "Customers of wave " + wave + " were told on " + on + " of their first debit.";
  }

  private String accept(long wave) throws IOException {
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

  private String debit(long wave) throws IOException {
    var mandates = mandates();
    var entries =
        eachOf(
            merger + "/debits/waves/" + wave,
            one ->
                ENTRY.formatted(
                    one.path("amount").decimalValue().toPlainString(),
                    one.path("due").asText(),
                    one.path("account").asText(),
                    mandates.get(one.path("customer").asText()),
                    DemonstrationWaves.CREDITOR));
    var statement = STATEMENT.formatted("WAVE-" + wave, String.join("", entries));
    read(merger + "/debits/files", "bank-" + wave + ".xml", List.of(statement));
    return "The bank told of " + entries.size() + " first debits.";
  }

  /** By customer, his mandate at the old company; of several the last one. */
  private static Map<String, String> mandates() throws IOException {
    var mandates = new HashMap<String, String>();
    var file =
        Installation.fromEnvironment()
            .data()
            .resolve("demonstration/files/acquired_machtigingen.csv");
    for (var line : Files.readAllLines(file, THEIRS)) {
      var fields = line.split(";", 3);
      mandates.put(fields[1], fields[0]);
    }
    return mandates;
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
