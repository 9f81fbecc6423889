package org.klantbrug.shared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The order of a list that is read page by page: a page goes on after the last row of the one
 * before it. So the hundredth page costs what the first does, and what happens to the rows of one
 * page moves no row of the next. Its last column tells equals apart.
 */
public final class PageOrder {
  private final List<Column> columns;
  private final boolean down;

  private PageOrder(boolean down, Column... columns) {
    this.columns = List.of(columns);
    this.down = down;
  }

  /**
   * A column to sort by.
   *
   * @param sql never empty in a row
   * @param type of PostgreSQL
   * @param shape what its values look like in a key
   */
  public record Column(String sql, String type, String shape) {
    /** A moment; {@code infinity} stands for none. */
    public static Column moment(String sql) {
      return new Column(
          sql,
          "timestamptz",
          "infinity|[12]\\d{3}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d\\.\\d{6}Z");
    }

    /** A small number, such as a priority. */
    public static Column grade(String sql) {
      return new Column(sql, "smallint", "\\d{1,4}");
    }

    /** The key of the row. */
    public static Column key(String sql) {
      return new Column(sql, "bigint", "\\d{1,18}");
    }

    private String text() {
      return type.equals("timestamptz")
          ? "coalesce(to_char(nullif(%s, 'infinity') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), 'infinity')"
              .formatted(sql)
          : sql;
    }
  }

  /** The smallest first. */
  public static PageOrder up(Column... columns) {
    return new PageOrder(false, columns);
  }

  /** The largest first. */
  public static PageOrder down(Column... columns) {
    return new PageOrder(true, columns);
  }

  /** SQL: what the rows are sorted by. */
  public String by() {
    var names = columns.stream().map(Column::sql).toList();
    return String.join(down ? " desc, " : ", ", names) + (down ? " desc" : "");
  }

  /** SQL: what a row is known by to the page after it. */
  public String key() {
    return "concat_ws('_', " + String.join(", ", columns.stream().map(Column::text).toList()) + ")";
  }

  /**
   * SQL: rows behind a key, as a condition to be added; empty for the first page. A key that cannot
   * be of this order, as after it was changed by hand, begins with the first.
   */
  public String after(String key) {
    if (parts(key).isEmpty()) {
      return "";
    }
    var values = new ArrayList<String>();
    for (var i = 0; i < columns.size(); i++) {
      values.add("cast(:key" + i + " as " + columns.get(i).type + ")");
    }
    var names = columns.stream().map(Column::sql).toList();
    return " and (%s) %s (%s)"
        .formatted(String.join(", ", names), down ? "<" : ">", String.join(", ", values));
  }

  /** Gives the statement what {@link #after} asks for. */
  public <T extends SqlStatement<T>> T bindTo(T statement, String key) {
    var parts = parts(key);
    for (var i = 0; i < parts.size(); i++) {
      statement.bind("key" + i, parts.get(i));
    }
    return statement;
  }

  /** The parts of a key; empty if it is none of this order. */
  List<String> parts(String key) {
    var parts = key == null ? List.<String>of() : Arrays.asList(key.split("_", -1));
    if (parts.size() != columns.size()) {
      return List.of();
    }
    for (var i = 0; i < parts.size(); i++) {
      if (!parts.get(i).matches(columns.get(i).shape)) {
        return List.of();
      }
    }
    return parts;
  }
}
