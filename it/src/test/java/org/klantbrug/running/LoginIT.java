package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Logins;
import org.klantbrug.identity.People;
import org.klantbrug.identity.StaffAdministration;
import org.klantbrug.shared.BusinessClock;

/** How staff get in, and how others do not. */
@ExtendWith(OneKlantbrug.class)
class LoginIT {
  private static final String PASSWORD = "Vier fietsen in de regen";
  private static final String NEXT = "Zes bruggen over het water";
  private static int made;

  private final Klantbrug klantbrug;
  private final URI address;
  private final People people;
  private final StaffAdministration administration;
  private final Logins logins;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private String login;

  LoginIT(Klantbrug klantbrug) {
    this.klantbrug = klantbrug;
    address = klantbrug.address();
    var database = klantbrug.asApplication();
    var clock = new BusinessClock();
    var audit = new Audit(database, clock);
    people = new People(database);
    administration = new StaffAdministration(database, clock, audit);
    logins = new Logins(database, audit, people, administration);
  }

  @BeforeEach
  void takeSomebodyIn() {
    login = "nieuw" + ++made;
    administration.create(
        login, "Nieuwe Collega", null, "nl", PASSWORD, List.of("adviser"), true, null);
  }

  @Test
  void theRightPasswordOpensHome() throws Exception {
    var answer = enter(PASSWORD);

    assertThat(answer.statusCode()).isIn(302, 303);
    assertThat(get("home").statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongPasswordDoesNot() throws Exception {
    enter("Vijf fietsen in de regen");

    assertThat(get("home").statusCode()).isEqualTo(302);
  }

  @Test
  void anUnknownLoginIsAnsweredLikeAWrongPassword() throws Exception {
    var wrong = plain(enter("wrong wrong wrong").body());
    var known = login;
    login = "bestaatniet";
    var unknown = plain(enter("wrong wrong wrong").body());

    assertThat(unknown.replace("bestaatniet", "X")).isEqualTo(wrong.replace(known, "X"));
  }

  @Test
  void fiveWrongPasswordsCloseTheDoorEvenForTheRightOne() throws Exception {
    for (var i = 0; i < 5; i++) {
      enter("wrong wrong wrong");
    }
    enter(PASSWORD);

    assertThat(get("home").statusCode()).isEqualTo(302);
  }

  @Test
  void fourWrongPasswordsDoNot() throws Exception {
    for (var i = 0; i < 4; i++) {
      enter("wrong wrong wrong");
    }
    enter(PASSWORD);

    assertThat(get("home").statusCode()).isEqualTo(200);
  }

  @Test
  void theSessionGetsANewNameAtLogin() throws Exception {
    get("login");
    var before = session();
    enter(PASSWORD);

    assertThat(session()).isNotEmpty().isNotEqualTo(before);
  }

  @Test
  void theSessionCookieIsOutOfReachForScriptsAndOtherSites() throws Exception {
    var cookie =
        enter(PASSWORD).headers().allValues("Set-Cookie").stream()
            .filter(each -> each.startsWith("JSESSIONID"))
            .findFirst();

    assertThat(cookie)
        .hasValueSatisfying(
            text -> assertThat(text.toLowerCase()).contains("httponly").contains("samesite=lax"));
  }

  @Test
  void whoLostTheirPlaceIsOutAtOnce() throws Exception {
    enter(PASSWORD);
    klantbrug
        .asApplication()
        .use(
            handle ->
                handle
                    .createUpdate("update identity_staff set active = false where login = :login")
                    .bind("login", login)
                    .execute());

    assertThat(get("home").statusCode()).isEqualTo(302);
  }

  @Test
  void aNewPasswordEndsTheSessionsThatAreOpen() throws Exception {
    enter(PASSWORD);
    var staff = people.findByLogin(login).orElseThrow();

    administration.setPassword(staff.id(), login, NEXT, staff);

    assertThat(get("home").statusCode()).isEqualTo(302);
  }

  @Test
  void whoChangesTheirOwnPasswordStaysInThisSessionOnly() throws Exception {
    enter(PASSWORD);
    var elsewhere = session();

    assertThat(get("password").statusCode()).isEqualTo(200);
    send(
        "password",
        "present="
            + encoded(PASSWORD)
            + "&newPassword="
            + encoded(NEXT)
            + "&repeated="
            + encoded(NEXT));

    assertThat(get("home").statusCode()).isEqualTo(200);
    assertThat(session()).isNotEqualTo(elsewhere);
    assertThat(logins.logIn(login, NEXT).login()).isEqualTo(login);
  }

  @Test
  void anotherSiteCannotLogSomebodyIn() throws Exception {
    var answer =
        client.send(
            form(PASSWORD).setHeader("Origin", "https://elsewhere.example").build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(get("home").statusCode()).isEqualTo(302);
  }

  @Test
  void aPageThatARoleMayNotOpenIsRefused() throws Exception {
    enter(PASSWORD);

    assertThat(get("people").statusCode()).isEqualTo(403);
    assertThat(get("audit").statusCode()).isEqualTo(403);
    assertThat(get("nothing-here").statusCode()).isEqualTo(404);
    assertThat(get("audit").body()).as("the way around stays").contains("class=\"rail\"");
    assertThat(get("nothing-here").body()).contains("class=\"rail\"");
  }

  @Test
  void passwordsAreNotInTheLog() throws Exception {
    enter(PASSWORD);
    enter("wrong wrong wrong");

    assertThat(klantbrug.log()).doesNotContain(PASSWORD).doesNotContain("wrong wrong wrong");
  }

  private HttpResponse<String> enter(String password) throws Exception {
    return client.send(form(password).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder form(String password) {
    return HttpRequest.newBuilder(address.resolve("login"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Origin", "http://" + address.getAuthority())
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "login=" + encoded(login) + "&password=" + encoded(password)));
  }

  private void send(String page, String fields) throws Exception {
    client.send(
        HttpRequest.newBuilder(address.resolve(page))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", "http://" + address.getAuthority())
            .POST(HttpRequest.BodyPublishers.ofString(fields))
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("JSESSIONID"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  private static String plain(String page) {
    return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
