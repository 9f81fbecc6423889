package org.klantbrug.shared;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/**
 * Has PostgreSQL plan a statement for the very values it runs with, however often it ran before.
 * For statements of which the best plan depends on the values. To set {@code plan_cache_mode} would
 * have each check of a foreign key planned anew too: once a row.
 */
public final class PlannedEachTime implements StatementCustomizer {
  @Override
  public void beforeExecution(PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
  }
}
