package org.klantbrug.shared.web;

import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Spreadsheet;

/**
 * A table to be taken out. A text that a spreadsheet would run has an apostrophe before it, in
 * either form: a workbook may be saved as text later.
 *
 * @param name of the sheet, without signs that spreadsheets forbid
 * @param locale of who reads it: as text, amounts have the decimal mark of his language
 * @param lines the first one names the columns; a cell is a number, a moment, a text, or null. All
 *     are equally long. Moments are written in Dutch time, and their column says so.
 */
public record Sheet(String name, Locale locale, List<List<Object>> lines) {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** What it is as text. */
  public static final String CSV = "text/csv; charset=UTF-8";

  /** What it is as a workbook. */
  public static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /**
   * As a file to be kept.
   *
   * @param as {@code xlsx} for a workbook, else CSV
   * @param name of the file, without its ending
   */
  public Response answer(String as, String name) {
    var book = "xlsx".equals(as);
    return Response.ok(book ? xlsx() : csv(), book ? XLSX : CSV)
        .header(
            "Content-Disposition",
            "attachment; filename=\"" + name + (book ? ".xlsx" : ".csv") + '"')
        .build();
  }

  /** UTF-8 with a byte order mark and semicolons, which spreadsheets want. */
  byte[] csv() {
    return headed().stream()
        .map(this::written)
        .collect(Collectors.joining("", "\uFEFF", ""))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Over moments stands which clock they are read from. */
  private List<List<Object>> headed() {
    if (lines.isEmpty()) {
      return lines;
    }
    var first = new ArrayList<>(lines.get(0));
    for (var column = 0; column < first.size(); column++) {
      if (isOfMoments(column)) {
        first.set(column, inZone(String.valueOf(first.get(column)), locale));
      }
    }
    var all = new ArrayList<List<Object>>(lines);
    all.set(0, first);
    return all;
  }

  private boolean isOfMoments(int column) {
    return lines.stream().anyMatch(cells -> cells.get(column) instanceof Instant);
  }

  /**
   * What a column of moments is called, with the time they are in: {@code Since (Central European
   * Time)}.
   */
  public static String inZone(String heading, Locale locale) {
    return heading + " (" + BusinessClock.ZONE.getDisplayName(TextStyle.FULL, locale) + ")";
  }

  private String written(List<Object> cells) {
    return cells.stream().map(this::quoted).collect(Collectors.joining(";")) + "\r\n";
  }

  private String quoted(Object cell) {
    if (cell instanceof Number) {
      var mark = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
      return new BigDecimal(cell.toString()).toPlainString().replace('.', mark);
    }
    if (cell instanceof Instant at) {
      return MOMENT.format(at.atZone(BusinessClock.ZONE));
    }
    return '"' + text(cell).replace("\"", "\"\"") + '"';
  }

  private static String text(Object cell) {
    return cell == null ? "" : Spreadsheet.safe(cell.toString());
  }

  /** As a workbook with one sheet, whose first row stays in sight. */
  byte[] xlsx() {
    var out = new ByteArrayOutputStream();
    try (var book = new Workbook(out, "Klantbrug", "1.0")) {
      var sheet = book.newWorksheet(name);
      var all = headed();
      for (var row = 0; row < all.size(); row++) {
        write(sheet, row, all.get(row));
      }
      if (!lines.isEmpty()) {
        sheet.range(0, 0, 0, Math.max(0, lines.get(0).size() - 1)).style().bold().set();
        sheet.freezePane(0, 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(Worksheet sheet, int row, List<Object> cells) {
    for (var column = 0; column < cells.size(); column++) {
      if (cells.get(column) instanceof Number number) {
        sheet.value(row, column, number);
      } else if (cells.get(column) instanceof Instant at) {
        sheet.value(row, column, LocalDateTime.ofInstant(at, BusinessClock.ZONE));
        sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
      } else {
        sheet.value(row, column, printable(text(cells.get(column))));
      }
    }
  }

  /** XML has no place for control characters. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]|[\\uFFFE\\uFFFF]", "");
  }
}
