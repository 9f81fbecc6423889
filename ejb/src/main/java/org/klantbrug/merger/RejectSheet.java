package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.klantbrug.merger.reading.Expected;
import org.klantbrug.merger.reading.FileForm;
import org.klantbrug.merger.reading.RawRecord;
import org.klantbrug.merger.reading.Records;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.Spreadsheet;

/**
 * The rejects of a file as a sheet: taken out, corrected in a spreadsheet, and fed again. A value
 * that a spreadsheet would run as a formula gets an apostrophe, which feeding takes off.
 */
@ApplicationScoped
public class RejectSheet {
  private static final int AT_ONCE = 500;
  private static final int NAMED = 20;
  private static final String LINE = "klantbrug_line";
  private static final String REASON = "klantbrug_reason";
  private static final String EXPECTED = "klantbrug_expected";
  private static final int OWN_COLUMNS = 3;

  private Rejects rejects;
  private Deliveries deliveries;

  /** For the container. */
  protected RejectSheet() {}

  /** Writes and reads sheets of these rejects. */
  @Inject
  public RejectSheet(Rejects rejects, Deliveries deliveries) {
    this.rejects = rejects;
    this.deliveries = deliveries;
  }

  /**
   * A record that was fed and is a reject still.
   *
   * @param why the rule that stops it, for a person
   */
  public record StillWrong(long line, RuleBroken why) {}

  /**
   * What became of a sheet.
   *
   * @param repaired records that are staged now
   * @param unchanged records that nobody corrected, or that were repaired or let go already
   * @param wrong records that do not fit yet
   * @param first the first of these, in the order of the sheet
   */
  public record Fed(long repaired, long unchanged, long wrong, List<StillWrong> first) {
    /** Copies the list. */
    public Fed {
      first = List.copyOf(first);
    }
  }

  /**
   * Writes the open rejects of a delivery: line, reason and what was expected, then the columns as
   * delivered, with the separator of the file. UTF-8 with a byte order mark, which spreadsheets
   * want. That it was taken out is written down.
   *
   * @param language of reason and expectation
   * @param staffId who takes it out
   */
  public void write(long deliveryId, Locale language, Writer out, long staffId) throws IOException {
    rejects.noteExport(deliveryId, staffId);
    var form = deliveries.read(deliveryId).form();
    var header = new ArrayList<>(List.of(LINE, REASON, EXPECTED));
    header.addAll(form.header());
    out.write('\uFEFF');
    writeRecord(header, form, out);
    var page = rejects.open(deliveryId, null, 0, AT_ONCE);
    while (!page.isEmpty()) {
      for (var reject : page) {
        writeRecord(cells(reject, form, language), form, out);
      }
      page = rejects.open(deliveryId, null, page.get(page.size() - 1).line(), AT_ONCE);
    }
  }

  private static List<String> cells(Rejects.Reject reject, FileForm form, Locale language) {
    var cells = new ArrayList<String>();
    cells.add(Long.toString(reject.line()));
    cells.add(reject.code().textIn(language));
    cells.add(new Expected(reject.expected()).textIn(language));
    cells.addAll(columns(reject, form));
    return cells.stream().map(Spreadsheet::safe).toList();
  }

  private static List<String> columns(Rejects.Reject reject, FileForm form) {
    return RawRecord.columns(reject.raw() == null ? "" : reject.raw(), form);
  }

  private static void writeRecord(List<String> cells, FileForm form, Writer out)
      throws IOException {
    out.write(RawRecord.of(cells, form.delimiter()));
    out.write("\r\n");
  }

  /**
   * Reads a corrected sheet; each record that fits is staged under its own line, in a transaction
   * of its own.
   *
   * @param sheet as {@link #write} made it, corrected; separator and charset may have changed
   * @throws RuleBroken {@code reject.sheet-*} or {@code delivery.*}: this is not such a sheet
   */
  public Fed feed(long deliveryId, InputStream sheet, long staffId, Instant at) {
    try {
      var file = Files.createTempFile("klantbrug-sheet-", ".csv");
      try {
        Files.copy(sheet, file, StandardCopyOption.REPLACE_EXISTING);
        return feed(deliveryId, file, staffId, at);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The sheet could not be read", e);
    }
  }

  private Fed feed(long deliveryId, Path sheet, long staffId, Instant at) throws IOException {
    var delivered = deliveries.read(deliveryId).form();
    var form = FileForm.of(sheet);
    var order = order(delivered, form);
    var feeding = new Feeding(deliveryId, delivered, staffId, at);
    try (var records = Records.of(sheet, form)) {
      var page = new ArrayList<Typed>();
      while (records.next()) {
        var values = order.stream().map(i -> Spreadsheet.plain(records.value(i))).toList();
        page.add(new Typed(line(records), values));
        if (page.size() == AT_ONCE) {
          feeding.take(page);
          page.clear();
        }
      }
      feeding.take(page);
    }
    return feeding.fed();
  }

  /** A record of the sheet: its line in the file, and the columns of the file. */
  private record Typed(long line, List<String> values) {}

  /** A sheet on its way back, some hundred records at a time. */
  private final class Feeding {
    private final long deliveryId;
    private final FileForm delivered;
    private final long staffId;
    private final Instant at;
    private final List<StillWrong> first = new ArrayList<>();
    private long repaired;
    private long unchanged;
    private long wrong;

    Feeding(long deliveryId, FileForm delivered, long staffId, Instant at) {
      this.deliveryId = deliveryId;
      this.delivered = delivered;
      this.staffId = staffId;
      this.at = at;
    }

    void take(List<Typed> page) {
      var open = rejects.openOn(deliveryId, page.stream().map(Typed::line).toList());
      page.forEach(typed -> take(open.get(typed.line()), typed.values()));
    }

    private void take(Rejects.Reject reject, List<String> values) {
      if (reject == null || values.equals(columns(reject, delivered))) {
        unchanged++;
        return;
      }
      try {
        rejects.repairRaw(reject.id(), RawRecord.of(values, delivered.delimiter()), staffId, at);
        repaired++;
      } catch (RuleBroken stillWrong) {
        wrong++;
        if (first.size() < NAMED) {
          first.add(new StillWrong(reject.line(), stillWrong));
        }
      }
    }

    Fed fed() {
      return new Fed(repaired, unchanged, wrong, first);
    }
  }

  /** Where the columns of the file stand in the sheet. */
  private static List<Integer> order(FileForm delivered, FileForm sheet) {
    if (!sheet.header().get(0).equals(LINE)) {
      throw new RuleBroken("reject.sheet-without-line", LINE);
    }
    var order = new ArrayList<Integer>();
    for (var column : delivered.header()) {
      var at = sheet.header().lastIndexOf(column);
      if (at < OWN_COLUMNS) {
        throw new RuleBroken("reject.sheet-other-columns", column);
      }
      order.add(at);
    }
    return order;
  }

  private static long line(Records records) {
    try {
      return Long.parseLong(records.value(0).strip());
    } catch (NumberFormatException e) {
      throw new RuleBroken("reject.sheet-wrong-line", records.line(), LINE);
    }
  }
}
