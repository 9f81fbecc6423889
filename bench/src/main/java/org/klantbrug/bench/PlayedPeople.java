package org.klantbrug.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.cli.server.DatabaseAddress;
import org.klantbrug.cli.server.DemonstrationStaff;

/** The people who lead a merger that is played, each by REST with a token of his own. */
public final class PlayedPeople {
  /** Shorter than a token lives. */
  private static final int DAYS_OF_A_TOKEN = 60;

  private final DemonstrationStaff staff;
  private final PlayedTime time;
  private final URI server;
  private final Map<String, Api> doors = new HashMap<>();
  private LocalDate since;

  /**
   * Makes those who are not there yet.
   *
   * @param folder for their passwords
   * @param server ends with a slash
   */
  public PlayedPeople(DatabaseAddress database, Path folder, PlayedTime time, URI server) {
    this.time = time;
    this.server = server;
    staff = new DemonstrationStaff(database, folder.resolve("staff.properties"), time.clock());
    staff.makeSure();
    since = time.clock().today();
  }

  /** The server as one of them sees it. */
  Api as(String login) {
    if (time.clock().today().isAfter(since.plusDays(DAYS_OF_A_TOKEN))) {
      doors.clear();
      since = time.clock().today();
    }
    return doors.computeIfAbsent(
        login, who -> new Api(new Profile(server.toString(), who, staff.token(who))));
  }

  /** The key of one of them. */
  long key(String login) {
    return staff.key(login);
  }
}
