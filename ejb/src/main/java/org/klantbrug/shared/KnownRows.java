package org.klantbrug.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads the rows of statements that are asked all the time: which column belongs to which field is
 * found once per statement and kept, as finding it costs more than reading a row. Not for
 * statements whose text differs from one time to the next.
 *
 * @param <T> what a row becomes
 */
public final class KnownRows<T> implements RowMapper<T> {
  private final RowMapper<T> mapper;
  private final Map<String, RowMapper<T>> known = new ConcurrentHashMap<>();

  private KnownRows(RowMapper<T> mapper) {
    this.mapper = mapper;
  }

  /**
   * Keeps what this mapper finds out.
   *
   * @param mapper by fields or by a constructor
   */
  public static <T> RowMapper<T> of(RowMapper<T> mapper) {
    return new KnownRows<>(mapper);
  }

  @Override
  public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
    var statement = context.getRenderedSql();
    var found = known.get(statement);
    if (found == null) {
      found = mapper.specialize(rows, context);
      known.put(statement, found);
    }
    return found;
  }

  @Override
  public T map(ResultSet row, StatementContext context) throws SQLException {
    return specialize(row, context).map(row, context);
  }
}
