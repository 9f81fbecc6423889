package org.klantbrug.transfer.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.merger.ControlTotalChanges;
import org.klantbrug.merger.reading.RawRecord;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Spreadsheet;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.transfer.CountedFile;
import org.klantbrug.transfer.StatementLine;

/**
 * A statement as a sheet for an auditor: what it is of and who signed it, all figures with their
 * explanations, the control totals that were corrected, and the files that were counted. In the
 * language of the reader, Dutch time, numbers with the decimal mark of that language.
 */
@ApplicationScoped
public class StatementSheet {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Texts say;

  /** For the container. */
  protected StatementSheet() {}

  /** Speaks the reader's language. */
  @Inject
  public StatementSheet(Texts say) {
    this.say = say;
  }

  /**
   * The sheet: UTF-8 with a byte order mark and semicolons, which spreadsheets want. A text that a
   * spreadsheet would run has an apostrophe before it; numbers are ours and stay numbers, and a
   * fingerprint is written as text, as a spreadsheet would round it.
   */
  public String of(StatementPaper paper) {
    var rows = new ArrayList<List<String>>();
    rows.addAll(head(paper));
    rows.add(List.of());
    rows.add(FIGURE_TITLES.stream().map(say::say).toList());
    paper.statement().lines().forEach(line -> rows.add(figure(line)));
    if (!paper.corrections().isEmpty()) {
      rows.add(List.of());
      rows.add(List.of(say.say("totals.corrections")));
      rows.add(CORRECTION_TITLES.stream().map(say::say).toList());
      paper.corrections().forEach(each -> rows.add(correction(each)));
    }
    rows.add(List.of());
    rows.add(List.of(say.say("statement.files")));
    rows.add(FILE_TITLES.stream().map(say::say).toList());
    paper.files().forEach(each -> rows.add(file(each)));
    return rows.stream()
        .map(cells -> RawRecord.of(cells, ";") + "\r\n")
        .collect(Collectors.joining("", "\uFEFF", ""));
  }

  private List<List<String>> head(StatementPaper paper) {
    var cutover = paper.cutover();
    var statement = paper.statement();
    var kind = say.code("cutover.kind.", cutover.kind());
    return Stream.of(
            List.of(
                "statement.title",
                cutover.rehearsal() ? kind + ", " + say.say("cutover.rehearsal") : kind),
            List.of("statement.merger", text(paper.merger().name())),
            List.of("statement.records-of", text(paper.company())),
            List.of("statement.run", String.valueOf(paper.merger().runNo())),
            List.of("statement.cutover", String.valueOf(cutover.id())),
            List.of("statement.live-since", moment(cutover.rehearsal() ? null : cutover.liveAt())),
            List.of(
                "statement.taken-back", moment(cutover.rehearsal() ? null : cutover.undoneAt())),
            List.of("statement.number", String.valueOf(statement.id())),
            List.of("statement.made", moment(statement.madeAt())),
            List.of("job.state", say.code("statement.", paper.standing())),
            List.of("statement.signed-by", text(statement.signer())),
            List.of("statement.signed-at", moment(statement.signedAt())),
            List.of("statement.why-signed", text(statement.whySigned())),
            List.of("statement.hash", paper.contentHash()))
        .map(row -> List.of(say.say(row.get(0)), row.get(1)))
        .toList();
  }

  private static final List<String> FIGURE_TITLES =
      List.of(
          "file.entity",
          "statement.figure",
          "statement.compared-with",
          "statement.there",
          "statement.target",
          "statement.difference",
          "statement.differing",
          "job.state",
          "statement.explanation",
          "statement.explained-by",
          "statement.explained-at");

  private List<String> figure(StatementLine line) {
    return List.of(
        say.code("entity.", line.entity()),
        say.measure(line.figure()),
        say.say(line.ofTheirBooks() ? "statement.books" : "statement.source"),
        figure(line, line.sourceValue()),
        figure(line, line.targetValue()),
        line.ofFingerprints() ? "" : number(line.difference()),
        Long.toString(line.differingRecords()),
        say.say(line.balances() ? "statement.balanced" : "statement.differs"),
        text(line.explanation()),
        text(line.explainedBy()),
        moment(line.explainedAt()));
  }

  private String figure(StatementLine line, BigDecimal value) {
    return line.ofFingerprints() ? Fingerprint.of(value) : number(value);
  }

  private static final List<String> CORRECTION_TITLES =
      List.of(
          "file.entity",
          "statement.figure",
          "totals.before",
          "totals.after",
          "totals.who",
          "audit.when",
          "totals.reason");

  private List<String> correction(ControlTotalChanges.Change change) {
    return List.of(
        say.code("entity.", change.entity()),
        say.measure(change.measure()),
        number(change.before()),
        number(change.after()),
        text(change.who()),
        moment(change.at()),
        text(change.reason()));
  }

  private static final List<String> FILE_TITLES =
      List.of(
          "file.name",
          "file.entity",
          "file.mode",
          "file.as-of",
          "statement.lines-read",
          "statement.file-hash");

  private List<String> file(CountedFile file) {
    return List.of(
        text(file.fileName()),
        say.code("entity.", file.entity()),
        say.code("file.mode.", file.mode()),
        moment(file.extractAsOf()),
        Long.toString(file.lines()),
        file.sha256());
  }

  private static String text(String value) {
    return value == null ? "" : Spreadsheet.safe(value);
  }

  private String number(BigDecimal value) {
    if (value == null) {
      return "";
    }
    var mark = DecimalFormatSymbols.getInstance(say.locale()).getDecimalSeparator();
    return value.toPlainString().replace('.', mark);
  }

  private static String moment(Instant at) {
    return at == null ? "" : MOMENT.format(ZonedDateTime.ofInstant(at, BusinessClock.ZONE));
  }
}
