package org.klantbrug.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/**
 * Whatever row a table may hold, it may be emptied: rows are made up at random, those that hold to
 * the rules of their table are put in, and all of them are emptied.
 */
@OnDatabase
class EmptiedRowsTest {
  /** Rows are made up until each column has something in it, at most so often. */
  private static final int TIMES = 20;

  private static final int TRIED = 30_000;
  private static final int PUT_IN = 1_000;
  private static final Pattern WORD = Pattern.compile("'([^']*)'::text");

  /** SQL of values that a rule asks for and that nobody would guess. */
  private static final Map<String, String> ASKED_FOR =
      Map.of(
          "attachment_file.sha256", "md5(random()::text) || md5(random()::text)",
          "mailbox_message.message_key", "md5(random()::text) || md5(random()::text)",
          "complaint_complaint.number", "'K2026-' || lpad(n::text, 6, '0')",
          "threat_report.form_key", "md5(random()::text)",
          "threat_report.number", "'D2026-' || lpad(n::text, 6, '0')",
          "signal_signal.number", "'S2026-' || lpad(n::text, 6, '0')",
          "objection_objection.number", "'B2026-' || lpad(n::text, 6, '0')");

  private Handle handle;

  @BeforeEach
  void open() {
    handle = Jdbi.create(TestDatabase.fresh()).open();
    handle.execute("select setseed(0.25)"); // the same rows each time
  }

  @AfterEach
  void close() {
    handle.close();
  }

  static Stream<String> tables() {
    return PersonalData.places().stream()
        .filter(place -> !Emptying.columns(place).isEmpty())
        .map(Place::table);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void whateverARowHoldsItCanBeEmptied(String table) {
    var place = PersonalData.place(table);
    var rows = putIn(table);
    for (var again = 0; again < TIMES && !isFilled(place); again++) {
      rows += putIn(table);
    }
    for (var column : Emptying.columns(place)) {
      assertThat(filled(table, column))
          .as("rows with something in %s.%s", table, column)
          .isPositive();
    }

    var emptied = Emptying.empty(handle, place, "true", update -> update) + emptySealed(place);

    assertThat(emptied).isPositive().isLessThanOrEqualTo(2 * rows);
  }

  private boolean isFilled(Place place) {
    return Emptying.columns(place).stream().allMatch(each -> filled(place.table(), each) > 0);
  }

  /** As the functions of the database do. */
  private int emptySealed(Place place) {
    if (place.sealed().isEmpty()) {
      return 0;
    }
    var set =
        columns(place.table()).stream()
            .filter(each -> place.sealed().contains(each.name()))
            .map(each -> each.name() + " = " + emptied(each))
            .collect(Collectors.joining(", "));
    return handle.execute("update " + place.table() + " set " + set);
  }

  private static String emptied(Column column) {
    return switch (column.type()) {
      case "bytea" -> column.needed() ? "''" : "null";
      case "_text" -> "'{}'";
      default -> "case when " + column.name() + " is not null then '–' end";
    };
  }

  private int putIn(String table) {
    var columns = columns(table);
    var rules = rules(table);
    var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    var values =
        columns.stream()
            .map(each -> value(table, each, rules) + " as " + each.name())
            .collect(Collectors.joining(", "));
    var kept =
        rules.stream()
            .map(each -> "(" + each.sql() + ") is not false")
            .collect(Collectors.joining(" and "));
    handle.execute("set session_replication_role = replica");
    var rows =
        handle.execute(
            "insert into %1$s (%2$s) overriding system value select %2$s from (select %3$s from generate_series(1, %4$d) n) %1$s where %5$s limit %6$d on conflict do nothing"
                .formatted(table, names, values, TRIED, kept.isEmpty() ? "true" : kept, PUT_IN));
    handle.execute("set session_replication_role = origin");
    return rows;
  }

  private record Column(int no, String name, String type, boolean needed) {}

  private List<Column> columns(String table) {
    return handle
        .createQuery(
            """
            select a.attnum, a.attname, t.typname, a.attnotnull from pg_attribute a join pg_type t on t.oid = a.atttypid
             where a.attrelid = cast(:table as regclass) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by 1""")
        .bind("table", table)
        .map(
            (row, context) ->
                new Column(row.getInt(1), row.getString(2), row.getString(3), row.getBoolean(4)))
        .list();
  }

  private record Rule(List<Integer> columns, String sql) {}

  private List<Rule> rules(String table) {
    return handle
        .createQuery(
            """
            select conkey, pg_get_expr(conbin, conrelid) from pg_constraint
             where conrelid = cast(:table as regclass) and contype = 'c'""")
        .bind("table", table)
        .map(
            (row, context) ->
                new Rule(
                    Stream.of((Short[]) row.getArray(1).getArray()).map(Short::intValue).toList(),
                    row.getString(2)))
        .list();
  }

  /** SQL: any value of the type of a column, or one that a rule about it names. */
  private static String value(String table, Column column, List<Rule> rules) {
    var one = ASKED_FOR.getOrDefault(table + "." + column.name(), anyOf(column, rules));
    return column.needed() ? one : "case when random() < 0.5 then " + one + " end";
  }

  private static String anyOf(Column column, List<Rule> rules) {
    return switch (column.type()) {
      case "text" -> oneOf(words(column, rules), "text");
      case "int2", "int4" -> "cast(floor(random() * 4) as integer)";
      case "int8" -> "cast(floor(random() * 1000000) as bigint)";
      case "numeric" -> "cast(floor(random() * 30) as numeric)";
      case "float4", "float8" -> "random()";
      case "bool" -> "random() < 0.5";
      case "date" -> "date '2026-05-01' + cast(floor(random() * 3) as integer)";
      case "timestamptz" ->
          "timestamptz '2026-05-01 12:00Z' + floor(random() * 3) * interval '1 day'";
      case "uuid" -> "gen_random_uuid()";
      case "bytea" -> "decode(md5(random()::text), 'hex')";
      case "jsonb" -> oneOf(List.of("{\"text\": \"Geheim\"}", "[\"Geheim\"]"), "jsonb");
      default -> oneOf(List.of("{}", "{1}"), "text") + "::" + column.type().substring(1) + "[]";
    };
  }

  private static List<String> words(Column column, List<Rule> rules) {
    var named =
        rules.stream()
            .filter(rule -> rule.columns().contains(column.no()))
            .flatMap(rule -> WORD.matcher(rule.sql()).results())
            .map(found -> found.group(1))
            .filter(word -> !word.isBlank())
            .distinct();
    return Stream.concat(named, Stream.of("Geheim", "geheim", "GEHEIM")).toList();
  }

  private static String oneOf(List<String> words, String type) {
    return words.stream()
        .map(word -> "'" + word + "'::" + type)
        .collect(
            Collectors.joining(
                ", ", "(array[", "])[1 + floor(random() * " + words.size() + ")::integer]"));
  }

  private long filled(String table, String column) {
    return handle
        .createQuery("select count(*) from " + table + " where " + column + " is not null")
        .mapTo(Long.class)
        .one();
  }
}
