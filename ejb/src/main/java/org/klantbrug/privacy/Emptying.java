package org.klantbrug.privacy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Empties the columns of a table that hold something of a person, by what the catalogue says. */
final class Emptying {
  /** Stands where somebody said something. */
  static final String DASH = "–";

  private Emptying() {}

  /** The columns whose values go. */
  static List<String> columns(Place place) {
    return Stream.concat(place.emptied().stream(), place.sealed().stream()).toList();
  }

  /**
   * Empties what the application may; the sealed columns are the database's own work. Whoever has a
   * row open hears that it changed.
   *
   * @return in how many rows something was left to be emptied
   */
  static int empty(Handle handle, Place place, Subject subject) {
    return empty(handle, place, place.reach().condition(), subject::bindTo);
  }

  /**
   * As {@link #empty(Handle, Place, Subject)}, of other rows.
   *
   * @param condition SQL about row {@code t}
   * @param binding gives the statement what the condition needs
   */
  static int empty(Handle handle, Place place, String condition, UnaryOperator<Update> binding) {
    if (place.emptied().isEmpty()) {
      return 0;
    }
    var types = types(handle, place.table());
    var values = new TreeMap<String, String>();
    for (var column : place.emptied()) {
      values.put(column, emptied(place.fateOf(column), column, types.get(column)));
    }
    var set =
        values.entrySet().stream()
            .map(each -> each.getKey() + " = " + each.getValue())
            .collect(Collectors.joining(", "));
    var left =
        values.entrySet().stream()
            .map(each -> "t." + each.getKey() + " is distinct from " + each.getValue())
            .collect(Collectors.joining(" or ", " and (", ")"));
    var more = types.containsKey("version") ? ", version = t.version + 1" : "";
    var sql = "update " + place.table() + " t set " + set + more + " where " + condition + left;
    return binding.apply(handle.createUpdate(sql)).execute();
  }

  private record Type(String name, boolean needed) {}

  private static Map<String, Type> types(Handle handle, String table) {
    return handle
        .createQuery(
            """
            select column_name, udt_name, is_nullable = 'NO' as needed from information_schema.columns
             where table_schema = 'public' and table_name = :table""")
        .bind("table", table)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("column_name"),
                    new Type(row.getString("udt_name"), row.getBoolean("needed"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** SQL: what takes the place of a value. */
  private static String emptied(Place.Fate fate, String column, Type type) {
    if (fate == Place.Fate.IMAGE) {
      return "t." + column + " || " + emptyImage();
    }
    if (fate == Place.Fate.WORDS || fate == Place.Fate.WORDS_TRACE) {
      return "case when t." + column + " is not null then '" + DASH + "' end";
    }
    if (!type.needed()) {
      return "null";
    }
    if (type.name().equals("jsonb")) {
      return "case jsonb_typeof(t." + column + ") when 'array' then '[]' else '{}' end::jsonb";
    }
    if (type.name().equals("_text")) {
      return "'{}'";
    }
    return fate == Place.Fate.TRACE ? "''" : "'" + DASH + "'";
  }

  /** SQL: the emptied values of {@code customer_identity}, over those of an earlier row of it. */
  private static String emptyImage() {
    return PersonalData.place("customer_identity").emptied().stream()
        .map(column -> '"' + column + "\": " + (column.equals("search_name") ? "\"\"" : "null"))
        .collect(Collectors.joining(", ", "'{", "}'::jsonb"));
  }
}
