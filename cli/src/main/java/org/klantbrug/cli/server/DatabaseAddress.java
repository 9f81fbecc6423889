package org.klantbrug.cli.server;

import org.klantbrug.cli.Refused;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database with its two roles: the owner brings the schema up to date, the application works in
 * it.
 *
 * @param url JDBC address
 * @param owner login that owns the schema
 * @param ownerPassword password of the owner, may be empty
 * @param application login of the running application: no DDL
 * @param applicationPassword password of the application's login
 */
public record DatabaseAddress(
    String url,
    String owner,
    String ownerPassword,
    String application,
    String applicationPassword) {

  /** From {@code KLANTBRUG_DB_*}; see the runbook for their meaning. */
  public static DatabaseAddress fromEnvironment() {
    return new DatabaseAddress(
        need("KLANTBRUG_DB_URL"),
        need("KLANTBRUG_DB_OWNER"),
        need("KLANTBRUG_DB_OWNER_PASSWORD"),
        System.getenv().getOrDefault("KLANTBRUG_DB_USER", "klantbrug_app"),
        need("KLANTBRUG_DB_PASSWORD"));
  }

  private static String need(String name) {
    var value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new Refused(
          name
              + " is not set. A server of your own needs KLANTBRUG_DB_URL, KLANTBRUG_DB_OWNER, "
              + "KLANTBRUG_DB_OWNER_PASSWORD and KLANTBRUG_DB_PASSWORD (docs/runbook.md); "
              + "to try Klantbrug out, use: ./klantbrug demo");
    }
    return value;
  }

  PGSimpleDataSource asOwner() {
    return source(owner, ownerPassword);
  }

  /** Connections in the role of the running application. */
  public PGSimpleDataSource asApplication() {
    return source(application, applicationPassword);
  }

  private PGSimpleDataSource source(String user, String password) {
    var source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }
}
