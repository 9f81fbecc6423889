package org.klantbrug.cli.people;

import org.klantbrug.audit.Audit;
import org.klantbrug.cli.server.DatabaseAddress;
import org.klantbrug.cli.server.EmbeddedDatabase;
import org.klantbrug.cli.server.Installation;
import org.klantbrug.identity.People;
import org.klantbrug.identity.StaffAdministration;
import org.klantbrug.identity.Tokens;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * People without a server between: for who runs the server and has the keys of its database. Works
 * in the role of the application, so the log of changes is written as ever.
 */
final class Directly {
  private static final BusinessClock CLOCK = new BusinessClock();

  private final Database database = database();
  private final Audit audit = new Audit(database, CLOCK);
  private final People people = new People(database);

  /** Those of the database. */
  People people() {
    return people;
  }

  /** Who takes them in and gives them passwords. */
  StaffAdministration administration() {
    return new StaffAdministration(database, CLOCK, audit);
  }

  /** Their tokens. */
  Tokens tokens() {
    return new Tokens(database, CLOCK, audit, people);
  }

  /** The database of the environment, else of the demonstration that runs here. */
  private static Database database() {
    var address =
        System.getenv("KLANTBRUG_DB_URL") == null
            ? EmbeddedDatabase.findRunning(Installation.fromEnvironment())
                .orElseGet(DatabaseAddress::fromEnvironment)
            : DatabaseAddress.fromEnvironment();
    return new Database(address.asApplication());
  }
}
