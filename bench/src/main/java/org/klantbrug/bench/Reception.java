package org.klantbrug.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.identity.StaffAdministration;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** Takes made-up colleagues in, and lets them in at a running server. */
final class Reception {
  private static final String PASSWORD = "Zestien fietsen in de regen";

  private final StaffAdministration administration;
  private final People people;
  private final URI server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Reception(Database database, URI server) {
    var clock = new BusinessClock();
    administration = new StaffAdministration(database, clock, new Audit(database, clock));
    people = new People(database);
    this.server = server;
  }

  Staff takeIn(String login, List<String> roles) {
    administration.create(login, login, null, "nl", PASSWORD, roles, false, null);
    return people.findByLogin(login).orElseThrow();
  }

  Colleague logIn(String login) {
    return Colleague.enter(http, server, login, PASSWORD);
  }
}
