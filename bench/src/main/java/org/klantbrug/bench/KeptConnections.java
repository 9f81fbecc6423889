package org.klantbrug.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.klantbrug.cli.server.DatabaseAddress;
import org.postgresql.ds.PGPooledConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections of the application's role that are used again, as the server's pool does: a new one
 * for each piece of work would measure how PostgreSQL starts processes.
 */
final class KeptConnections extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;

  private final transient ConcurrentLinkedDeque<PooledConnection> idle =
      new ConcurrentLinkedDeque<>();

  KeptConnections(DatabaseAddress address) {
    setUrl(address.url());
    setUser(address.application());
    setPassword(address.applicationPassword());
  }

  @Override
  public Connection getConnection() throws SQLException {
    var kept = idle.poll();
    return (kept == null ? open() : kept).getConnection();
  }

  private PooledConnection open() throws SQLException {
    var opened = new PGPooledConnection(super.getConnection(), true);
    opened.addConnectionEventListener(
        new ConnectionEventListener() {
          @Override
          public void connectionClosed(ConnectionEvent event) {
            idle.push(opened);
          }

          @Override
          public void connectionErrorOccurred(ConnectionEvent event) {
            // Who works with it hears of it, and the measurement ends.
          }
        });
    return opened;
  }

  /** Ends those that nobody uses: a database can only be copied when nobody is connected to it. */
  void letGo() {
    for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
      try {
        kept.close();
      } catch (SQLException e) {
        throw new IllegalStateException("A connection could not be ended", e);
      }
    }
  }
}
