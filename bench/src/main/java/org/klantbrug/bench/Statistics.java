package org.klantbrug.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Counts the statements that reach a database, by PostgreSQL's own book of them. */
final class Statistics {
  /** Long enough for everything that the server looks after by itself. */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(6);

  private final DataSource owner;

  /**
   * @param owner of the database
   */
  Statistics(DataSource owner) {
    this.owner = owner;
  }

  /** Makes the book readable. */
  void makeReady() {
    run("create extension if not exists pg_stat_statements");
  }

  /**
   * Statements of the application's role while something is done; those that the server also sends
   * while nobody asks anything of it are not counted.
   */
  long during(Runnable work) {
    var alone = noted(Statistics::leaveAlone);
    var busy = noted(work);
    busy.keySet().removeAll(alone.keySet());
    return busy.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void leaveAlone() {
    try {
      Thread.sleep(LEFT_ALONE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How often each statement came, by its number in the book. */
  private Map<Long, Long> noted(Runnable work) {
    run("select pg_stat_statements_reset()");
    work.run();
    try (var connection = owner.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select s.queryid, s.calls from pg_stat_statements s
                  join pg_roles r on r.oid = s.userid
                 where s.dbid = (select oid from pg_database where datname = current_database())
                   and r.rolname = 'klantbrug_app'""")) {
      var calls = new HashMap<Long, Long>();
      while (rows.next()) {
        calls.merge(rows.getLong(1), rows.getLong(2), Long::sum);
      }
      return calls;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String sql) {
    try (var connection = owner.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
