package org.klantbrug.merger.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A delivered record taken apart into its columns, and put together again. */
public final class RawRecord {
  /** Characters of a record that are kept for a person; behind them stands a mark. */
  static final int LONGEST = 100_000;

  private RawRecord() {}

  /**
   * Whether the end of a record is missing in what was kept of it.
   *
   * @param raw the record as it was kept; null if nothing was
   * @param code why it is a reject
   */
  public static boolean isCut(String raw, Reason code) {
    if (raw == null || raw.length() > LONGEST) {
      return raw != null;
    }
    return code == Reason.TOO_LONG
        && raw.getBytes(StandardCharsets.UTF_8).length >= BrokenRecord.KEPT_OF_TOO_LONG;
  }

  /**
   * The values of a record, one for each column of the header. One that is broken is cut at each
   * separator; values too many stand in the last column, those too few are empty.
   *
   * @param raw the record in the form of the file
   */
  public static List<String> columns(String raw, FileForm form) {
    var values = new ArrayList<>(whole(raw, form));
    while (values.size() < form.columns()) {
      values.add("");
    }
    var last = form.columns() - 1;
    var surplus = values.subList(last, values.size());
    var together = String.join(form.delimiter(), surplus);
    surplus.clear();
    values.add(together);
    return List.copyOf(values);
  }

  private static List<String> whole(String raw, FileForm form) {
    var in = new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8));
    var delimiter = form.delimiter().charAt(0);
    try (var reader = new RecordReader(in, StandardCharsets.UTF_8, delimiter, 0, 1)) {
      if (!reader.next() || reader.fault() != null || reader.isFollowed()) {
        return List.of(raw.split(Pattern.quote(form.delimiter()), -1));
      }
      var values = new ArrayList<String>();
      for (var i = 0; i < reader.fields(); i++) {
        values.add(reader.field(i));
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The record that holds these values, in the form of the file and without a line end. */
  public static String of(List<String> values, String delimiter) {
    return values.stream()
        .map(value -> quotedIfNeeded(value, delimiter))
        .collect(Collectors.joining(delimiter));
  }

  private static String quotedIfNeeded(String value, String delimiter) {
    var plain =
        !value.contains(delimiter)
            && value.indexOf('"') < 0
            && value.indexOf('\n') < 0
            && value.indexOf('\r') < 0;
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
