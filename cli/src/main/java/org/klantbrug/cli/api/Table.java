package org.klantbrug.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under a header, in columns as wide as their longest value. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param header names of the columns
   */
  public Table(String... header) {
    rows.add(List.of(header));
  }

  /** Adds a row; null and JSON null are empty, whatever is JSON is shown as text. */
  public Table row(Object... values) {
    rows.add(Arrays.stream(values).map(Table::text).toList());
    return this;
  }

  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof JsonNode node) {
      return node.isNull() || node.isMissingNode() ? "" : plain(node);
    }
    return value.toString();
  }

  private static String plain(JsonNode node) {
    if (!node.isArray()) {
      return node.asText();
    }
    var texts = new ArrayList<String>();
    node.forEach(each -> texts.add(each.asText()));
    return String.join(", ", texts);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var row : rows) {
      var line = new StringBuilder();
      for (var i = 0; i < row.size(); i++) {
        line.append(i == 0 ? "" : "  ").append(row.get(i));
        line.append(" ".repeat(width(i) - row.get(i).length()));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
