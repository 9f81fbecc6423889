package org.klantbrug.bench;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Counts the statements that reach a database, by PostgreSQL's own book of them. */
final class Statistics {
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

  /** Statements of the application's role while something is done. */
  long during(Runnable work) {
    run("select pg_stat_statements_reset()");
    work.run();
    return number(
        """
        select coalesce(sum(s.calls), 0) from pg_stat_statements s
          join pg_roles r on r.oid = s.userid
         where s.dbid = (select oid from pg_database where datname = current_database())
           and r.rolname = 'klantbrug_app'""");
  }

  private void run(String sql) {
    try (var connection = owner.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long number(String sql) {
    try (var connection = owner.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
