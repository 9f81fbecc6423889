package org.klantbrug.shared;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Logger;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * Connections to one database that are used again: opening one takes longer than most statements of
 * a test. What was not committed is rolled back when a connection comes back.
 */
final class KeptConnections implements DataSource, ConnectionEventListener {
  private final PGConnectionPoolDataSource server = new PGConnectionPoolDataSource();
  private final Deque<PooledConnection> idle = new ArrayDeque<>();

  KeptConnections(int port, String database) {
    server.setServerNames(new String[] {"localhost"});
    server.setPortNumbers(new int[] {port});
    server.setDatabaseName(database);
    server.setUser("postgres");
  }

  String database() {
    return server.getDatabaseName();
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    var kept = idle.poll();
    if (kept == null) {
      kept = server.getPooledConnection();
      kept.addConnectionEventListener(this);
    }
    return kept.getConnection();
  }

  @Override
  public synchronized void connectionClosed(ConnectionEvent event) {
    idle.push((PooledConnection) event.getSource());
  }

  /** A broken connection is not used again; what asked for it got the error itself. */
  @Override
  public void connectionErrorOccurred(ConnectionEvent event) {
    ((PooledConnection) event.getSource()).removeConnectionEventListener(this);
  }

  /** Lets go of the connections that nobody uses; a later call opens new ones. */
  synchronized void closeIdle() throws SQLException {
    while (!idle.isEmpty()) {
      var kept = idle.pop();
      kept.removeConnectionEventListener(this);
      kept.close();
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("One user only");
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("No wrapper for " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
