package org.klantbrug.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * In every build, on a small merger: started twice at once, the server killed three times (once in
 * the first chunk after its new start), the database stopped hard once. The server speaks TLS
 * itself, after each start.
 */
class SmallTroublesIT {

  @Test
  void nothingIsLostAndNothingIsTwice() throws Exception {
    var certificate = Certificate.make(Bridge.folder("small-tls"));
    try (var bridge =
        Bridge.with("small", Sizes.FEW_CUSTOMERS, Sizes.FEW_CONTACTS, certificate.environment())) {
      peopleComeOverTls(bridge, certificate);
      var answers = TwiceStartedIT.startAtOnce(bridge, bridge.api("sanne"), bridge.api("sanne"));
      assertThat(answers).containsOnlyOnce("started");

      bridge.lead(
          List.of(
              Trouble.killServer(Point.parse("import-master-data:2")),
              Trouble.killServer(Point.parse("import-master-data:again")),
              Trouble.stopDatabase(Point.parse("match-customers:0")),
              Trouble.killServer(Point.parse("transfer-customers:0"))));

      Books.areRight(bridge);
      peopleComeOverTls(bridge, certificate);
    }
  }

  /** As the runbook says of a server with a keystore of its own. */
  private static void peopleComeOverTls(Bridge bridge, Certificate certificate) throws Exception {
    var address = bridge.front().address();
    var entering =
        HttpRequest.newBuilder(address.resolve("login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", "https://" + address.getAuthority())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "login=lotte&password="
                        + URLEncoder.encode(bridge.password("lotte"), StandardCharsets.UTF_8)))
            .build();

    var answer = certificate.client().send(entering, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").map(address::resolve))
        .hasValue(address.resolve("home"));
    assertThat(answer.sslSession())
        .hasValueSatisfying(session -> assertThat(session.getProtocol()).isEqualTo("TLSv1.3"));
    assertThat(answer.headers().firstValue("Strict-Transport-Security"))
        .hasValue("max-age=31536000");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("JSESSIONID"))
        .allSatisfy(cookie -> assertThat(cookie.toLowerCase(Locale.ROOT)).contains("secure"));
  }
}
