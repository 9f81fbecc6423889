package org.klantbrug.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Makes a rehearsed merger so large as it is wanted: each customer of the acquired company who is
 * none of ours is copied, with his contracts, bills and mandates as they were rehearsed. What
 * planning and its guards do not read is left out.
 */
final class ManyMembers {
  /** Further than any key of a small merger. */
  private static final long STEP = 10_000_000;

  /** Numbers by which rows are known, so that no two copies share one. */
  private static final List<String> NUMBERS =
      List.of("source_key", "billing_account_key", "contract_key", "invoice_key");

  private static final List<String> KEYS = List.of("id", "identity_id", "party_id", "founder_id");

  private static final List<String> FACTS =
      List.of(
          "customer_party_link",
          "contract_contract",
          "contract_invoice",
          "contract_arrangement",
          "contract_mandate");

  private static final String COPIED =
      """
      create table bench_copied as
      select i.id from customer_identity i join merger_company c on c.id = i.company_id and not c.ours
        join rehearsal.customer_party p on p.founder_id = i.id
        join rehearsal.customer_party_link l on l.identity_id = i.id and l.party_id = p.id""";

  private final DataSource owner;

  /**
   * @param owner the database as its owner; a merger in it stands ready, and nothing else works
   */
  ManyMembers(DataSource owner) {
    this.owner = owner;
  }

  /**
   * Copies customers until there are about so many.
   *
   * @param there so many are there now
   */
  void grow(int there, int wanted) {
    try (var connection = owner.getConnection()) {
      var copies = wanted / there - 1;
      execute(connection, COPIED);
      // They take longer than all else, and no plan looks for a name.
      execute(
          connection, "drop index customer_identity_search_name, customer_identity_similar_name");
      copy(connection, "public", "customer_identity", "t.id", copies);
      copy(connection, "rehearsal", "customer_party", "t.founder_id", copies);
      for (var facts : FACTS) {
        copy(connection, "rehearsal", facts, "t.identity_id", copies);
      }
      execute(connection, "analyze");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(
      Connection connection, String schema, String table, String identity, int copies)
      throws SQLException {
    var columns = columns(connection, schema, table);
    var values = columns.stream().map(ManyMembers::value).toList();
    execute(
        connection,
        "insert into %1$s.%2$s (%3$s) overriding system value select %4$s from %1$s.%2$s t join bench_copied c on c.id = %5$s cross join generate_series(1, %6$d) n"
            .formatted(
                schema,
                table,
                String.join(", ", columns),
                String.join(", ", values),
                identity,
                copies));
  }

  private static String value(String column) {
    if (KEYS.contains(column)) {
      return "t." + column + " + n * " + STEP;
    }
    return NUMBERS.contains(column) ? "t." + column + " || '.' || n" : "t." + column;
  }

  /** Those that are written, and not made of others. */
  private static List<String> columns(Connection connection, String schema, String table)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select column_name from information_schema.columns"
                + " where table_schema = ? and table_name = ? and is_generated = 'NEVER'")) {
      statement.setString(1, schema);
      statement.setString(2, table);
      var columns = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      return columns;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Takes the mail addresses of so many of a hundred customers away. */
  void forgetMail(int share) {
    try (var connection = owner.getConnection()) {
      execute(
          connection,
          "update customer_identity set email = null, search_email = null where id % 100 < "
              + share);
      execute(
          connection,
          "update rehearsal.customer_party set email = null, search_email = null where founder_id % 100 < "
              + share);
      execute(connection, "analyze customer_identity");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many accounts are planned, and how many of them a guard stops. */
  Map<String, Long> counted() {
    return counted(
        "select 'members', count(*) from wave_member union all"
            + " select 'stopped', count(distinct member_id) from wave_guard_result where cleared_at is null");
  }

  /** How many notices went out, by their way. */
  Map<String, Long> noticesSent() {
    return counted("select way, count(*) from notice_notice where state = 'SENT' group by way");
  }

  private Map<String, Long> counted(String sql) {
    try (var connection = owner.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var counted = new TreeMap<String, Long>();
      while (rows.next()) {
        counted.put(rows.getString(1), rows.getLong(2));
      }
      return counted;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
