package org.klantbrug.billing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.klantbrug.merger.reading.FileForm;
import org.klantbrug.merger.reading.Records;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.Spreadsheet;

/** A CSV with columns by name, in any order; other columns are left aside. */
final class TableFile implements AutoCloseable {
  private final Records records;
  private final Map<String, Integer> places = new LinkedHashMap<>();

  /**
   * A column.
   *
   * @param names how it may be called, in small letters; the first is its name here
   */
  record Column(boolean needed, List<String> names) {
    static Column needed(String... names) {
      return new Column(true, Arrays.asList(names));
    }

    static Column extra(String... names) {
      return new Column(false, Arrays.asList(names));
    }

    String name() {
      return names.get(0);
    }
  }

  /**
   * Opens a file.
   *
   * @throws RuleBroken {@code billing.column-missing}, {@code delivery.*}: it cannot be read
   */
  TableFile(Path file, List<Column> columns) throws IOException {
    var form = FileForm.of(file);
    var header = form.header().stream().map(each -> each.strip().toLowerCase(Locale.ROOT)).toList();
    for (var column : columns) {
      column.names().stream()
          .map(header::indexOf)
          .filter(at -> at >= 0)
          .findFirst()
          .ifPresent(at -> places.put(column.name(), at));
      if (column.needed() && !places.containsKey(column.name())) {
        throw new RuleBroken("billing.column-missing", column.name(), String.join(", ", header));
      }
    }
    records = Records.of(file, form);
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    return records.move();
  }

  /** Whether the line has all its fields; if not only {@link #raw} can be asked. */
  boolean isWhole() {
    return records.fault() == null;
  }

  /** The text in a column without blanks around it; empty if there is none. */
  String text(String column) {
    var at = places.get(column);
    return at == null ? "" : Spreadsheet.plain(records.value(at).strip());
  }

  long line() {
    return records.line();
  }

  String raw() {
    return records.raw();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
