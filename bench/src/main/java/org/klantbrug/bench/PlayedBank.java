package org.klantbrug.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.klantbrug.cli.api.Api;

/**
 * The bills that the new billing of a merger that is played makes for trial, and what the bank says
 * of its first debits: each is right.
 */
public final class PlayedBank {
  /** Who debits from now on, made up. */
  static final String CREDITOR = "DE98ZZZ09999999999";

  private static final String OPERATOR = "sanne";
  private static final String FINANCE = "willem";
  private static final String STATEMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
      <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>2026-01-01T06:00:00</CreDtTm></GrpHdr>
      <Stmt><Id>%1$s</Id>
      """;
  private static final String ENTRY =
      """
      <Ntry><Amt Ccy="EUR">%1$s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%2$s</Dt></BookgDt>
      <NtryDtls><TxDtls><Refs><EndToEndId>%3$s</EndToEndId><MndtId>%5$s</MndtId></Refs>
      <RltdPties><Cdtr><Pty><Id><PrvtId><Othr><Id>%4$s</Id></Othr></PrvtId></Id></Pty></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>
      """;

  private final PlayedMerger played;
  private final Path folder;
  private final Map<String, String> mandates = new HashMap<>();

  /**
   * @param folder for what they send
   * @param files as {@code klantbrug generate --expected} made them; of several mandates of a
   *     customer the last one is used
   */
  public PlayedBank(PlayedMerger played, Path folder, Path files) {
    this.played = played;
    this.folder = folder;
    try {
      for (var line :
          Files.readAllLines(
              files.resolve("acquired_machtigingen.csv"), Charset.forName("windows-1252"))) {
        var fields = line.split(";", 3);
        mandates.put(fields[1], fields[0]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The mandates cannot be read", e);
    }
  }

  /**
   * The new billing billed for trial.
   *
   * @param file as {@code klantbrug generate --expected} made it
   */
  public void billForTrial(Path file) {
    upload(about() + "/bills", file);
  }

  /** The bank's statement of the first debits of a wave that is over. */
  public void debit(long wave) {
    upload(about() + "/debits/files", write("bank-" + wave + ".xml", statement(wave)));
  }

  private List<String> statement(long wave) {
    var lines = new ArrayList<String>();
    lines.add(STATEMENT.formatted("WAVE-" + wave));
    eachOf(
        about() + "/debits/waves/" + wave,
        debit ->
            lines.add(
                ENTRY.formatted(
                    debit.path("amount").decimalValue().toPlainString(),
                    debit.path("due").asText(),
                    debit.path("account").asText(),
                    CREDITOR,
                    mandates.get(debit.path("customer").asText()))));
    lines.add("</Stmt></BkToCstmrStmt></Document>");
    return lines;
  }

  /** Accounts whose hand-over or first debit is not as it was to be, over all waves. */
  public long wrong() {
    var open = 0L;
    for (var wave : played.as(OPERATOR).get(about() + "/handovers")) {
      open += wave.path("noStart").asLong() + wave.path("noStop").asLong();
    }
    for (var wave : played.as(FINANCE).get(about() + "/debits")) {
      open += wave.path("expected").asLong() - wave.path("right").asLong();
    }
    return open;
  }

  /** All rows behind an address that gives them by pages. */
  private void eachOf(String path, Consumer<JsonNode> look) {
    var page = operator().get(path);
    while (!page.isEmpty()) {
      page.forEach(look);
      page = operator().get(path + "?after=" + page.get(page.size() - 1).path("memberId").asLong());
    }
  }

  private Path write(String name, List<String> lines) {
    try {
      return Files.write(folder.resolve(name), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void upload(String path, Path file) {
    operator().upload(path + "?name=" + file.getFileName(), file);
  }

  private Api operator() {
    return played.as(OPERATOR);
  }

  private String about() {
    return "mergers/" + played.id();
  }
}
