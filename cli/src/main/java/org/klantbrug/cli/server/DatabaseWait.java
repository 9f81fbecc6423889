package org.klantbrug.cli.server;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.klantbrug.cli.Refused;

/**
 * Waits for a database that does not answer yet: after a power cut it often starts later than the
 * server.
 */
final class DatabaseWait {
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);

  private final DatabaseAddress database;
  private final Duration patience;
  private final Consumer<String> tell;

  /**
   * @param patience after which it is given up
   * @param tell hears a line when the waiting begins, and now and then while it lasts
   */
  DatabaseWait(DatabaseAddress database, Duration patience, Consumer<String> tell) {
    this.database = database;
    this.patience = patience;
    this.tell = tell;
  }

  /**
   * Returns as soon as the owner can log in.
   *
   * @throws Refused if the database has not answered in time, or if waiting cannot help: a wrong
   *     password, no such database
   */
  void await() {
    var end = Instant.now().plus(patience);
    var nextLine = Instant.now();
    for (var away = reasonAway(); away != null; away = reasonAway()) {
      var now = Instant.now();
      if (!now.isBefore(end)) {
        throw new Refused(
            "The database at "
                + database.url()
                + " has not answered within "
                + patience.toSeconds()
                + " seconds: "
                + away
                + " Start it, or mend KLANTBRUG_DB_URL, and try again.");
      }
      if (!now.isBefore(nextLine)) {
        tell.accept(
            "Waiting for the database at "
                + database.url()
                + ", "
                + Duration.between(now, end).toSeconds()
                + " seconds more: "
                + away);
        nextLine = now.plus(BETWEEN_LINES);
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  /** Null when it answers. */
  private String reasonAway() {
    try (var connection = database.asOwner().getConnection()) {
      return null;
    } catch (SQLException e) {
      if (passes(e.getSQLState())) {
        return e.getMessage();
      }
      throw new Refused(
          "The database at "
              + database.url()
              + " refuses the owner "
              + database.owner()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** SQLSTATE 08: no connection; 57P: starting up or shutting down; 53: too many connections. */
  private static boolean passes(String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
  }
}
