package org.klantbrug.cli.people;

import org.klantbrug.audit.Audit;
import org.klantbrug.cli.server.DatabaseAddress;
import org.klantbrug.cli.server.EmbeddedDatabase;
import org.klantbrug.cli.server.Installation;
import org.klantbrug.identity.People;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * People without a server between: for who runs the server and has the keys of its database. Works
 * in the role of the application, so the log of changes is written as ever.
 */
final class Directly {
  private Directly() {}

  /** Those of the database of the environment, else of the demonstration that runs here. */
  static People people() {
    var address =
        System.getenv("KLANTBRUG_DB_URL") == null
            ? EmbeddedDatabase.findRunning(Installation.fromEnvironment())
                .orElseGet(DatabaseAddress::fromEnvironment)
            : DatabaseAddress.fromEnvironment();
    var database = new Database(address.asApplication());
    var clock = new BusinessClock();
    return new People(database, clock, new Audit(database, clock));
  }
}
