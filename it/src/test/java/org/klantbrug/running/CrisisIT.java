package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.brake.Brakes;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;
import org.klantbrug.outbound.BulkBrake;

/**
 * A crisis in the running server: decided once, holding at once, and heard of by all in its room.
 */
@ExtendWith(OneKlantbrug.class)
class CrisisIT {
  private static final int TOGETHER = 20;

  private final Klantbrug klantbrug;
  private final URI address;
  private final Map<String, Api> people = new HashMap<>();
  private final List<Long> begun = new ArrayList<>();

  CrisisIT(Klantbrug klantbrug) {
    this.klantbrug = klantbrug;
    address = klantbrug.address();
  }

  private Api as(String login) {
    return people.computeIfAbsent(login, klantbrug::api);
  }

  private long proposed(boolean exercise) {
    var id =
        as("daan")
            .post(
                "crises",
                Map.of(
                    "name",
                    "Dubbele incasso",
                    "whatHappened",
                    "Het meldt zich",
                    "exercise",
                    exercise))
            .path("id")
            .asLong();
    begun.add(id);
    return id;
  }

  private JsonNode declare(long id, String why) {
    var lead =
        klantbrug
            .asOwner()
            .<Long>with(
                handle ->
                    handle
                        .createQuery("select id from identity_staff where login = 'karin'")
                        .mapTo(Long.class)
                        .one());
    return as("karin")
        .post("crises/" + id + "/declare", Map.of("level", 2, "leadId", lead, "why", why));
  }

  /** Whatever a test left, the next one finds nothing held and nothing running. */
  @AfterEach
  void endAll() {
    for (var id : begun) {
      var state = as("karin").get("crises/" + id).path("state").asText();
      if (state.equals("CANDIDATE")) {
        as("karin").post("crises/" + id + "/reject", Map.of("why", "Test"));
      } else if (state.equals("DECLARED")) {
        as("karin").post("crises/" + id + "/stand-down", Map.of("why", "Test"));
      }
      for (var hold : as("karin").get("crises/" + id + "/holds")) {
        if (hold.path("releasedAt").isNull()) {
          release(id, hold);
        }
      }
    }
  }

  private void release(long id, JsonNode hold) {
    as("karin")
        .post(
            "crises/" + id + "/holds/" + hold.path("id").asLong() + "/release",
            Map.of("why", "Test"));
  }

  private boolean mailToManyGoes() {
    return klantbrug.asApplication().with(BulkBrake::mayGo);
  }

  /** Another connection than that of the server, as another server has. */
  @Test
  void asSoonAsItIsDeclaredWhoeverStartsSomethingIsRefused() {
    var merger =
        klantbrug
            .asOwner()
            .<Long>with(
                handle ->
                    handle
                        .createQuery(
                            "select id from merger_merger where state not in ('SIGNED', 'ABANDONED', 'UNDONE') order by id limit 1")
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(null));
    var id = proposed(false);
    assertThat(mailToManyGoes()).isTrue();

    declare(id, "Honderden klanten");

    assertThat(mailToManyGoes()).isFalse();
    if (merger != null) {
      assertThatThrownBy(
              () -> klantbrug.asApplication().use(h -> Brakes.refuseWhileHeld(h, merger)))
          .hasMessageContaining("Honderden klanten");
    }
    as("karin").post("crises/" + id + "/stand-down", Map.of("why", "Opgelost"));
    assertThat(mailToManyGoes()).isFalse();
    as("karin").get("crises/" + id + "/holds").forEach(hold -> release(id, hold));
    assertThat(mailToManyGoes()).isTrue();
  }

  @Test
  void whoDecidesSecondHearsWhoDecidedFirstAndWhy() {
    var id = proposed(true);
    declare(id, "Wij oefenen");

    assertThatThrownBy(() -> as("karin").post("crises/" + id + "/reject", Map.of("why", "Nee")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Karin Visser")
        .hasMessageContaining("Wij oefenen");
  }

  @Test
  void fromTheDecisionToTheEndTheProcessGoesAlong() {
    var id = proposed(true);
    assertThat(openWork(id)).containsExactly("decideCrisis");
    declare(id, "Wij oefenen");
    line(id, "FACT", "Er bellen er meer");
    assertThat(openWork(id)).containsExactly("leadCrisis", "weighNewFact");

    as("karin").post("crises/" + id + "/level", Map.of("level", 3, "why", "Ook de krant"));
    assertThat(openWork(id)).containsExactly("leadCrisis", "weighMeasures", "weighNewFact");
    as("karin").post("crises/" + id + "/stand-down", Map.of("why", "Voorbij"));

    assertThat(openWork(id)).containsExactly("evaluateCrisis");
  }

  private void line(long id, String kind, String text) {
    as("daan").post("crises/" + id + "/log", Map.of("kind", kind, "text", text));
  }

  private List<String> openWork(long id) {
    return klantbrug
        .asOwner()
        .with(
            handle ->
                handle
                    .createQuery(
                        "select kind from work_item where subject_kind = 'crisis' and subject_id = :id and state = 'OPEN' order by kind")
                    .bind("id", id)
                    .mapTo(String.class)
                    .list());
  }

  /** In the words of who judged it; the words of the report stay with the report. */
  @Test
  void aThreatThatWasJudgedToBeACrisisWaitsForADecisionAsOne() {
    var threat =
        as("lotte")
            .post(
                "threats",
                Map.of(
                    "outsideId",
                    "crisis-it",
                    "source",
                    "CUSTOMER",
                    "severity",
                    2,
                    "text",
                    "Mevrouw De Boer belde"));
    as("daan")
        .post(
            "threats/" + threat.path("id").asLong() + "/judge",
            Map.of(
                "version",
                as("daan").get("threats/" + threat.path("id").asLong()).path("version").asInt(),
                "judgement",
                "CRISIS",
                "reason",
                "Alle klanten van golf 3"));

    var candidate = newest(as("karin").get("crises"));
    begun.add(candidate.path("id").asLong());

    assertThat(candidate.path("state").asText()).isEqualTo("CANDIDATE");
    assertThat(candidate.path("name").asText()).startsWith(threat.path("number").asText());
    assertThat(candidate.path("whatHappened").asText()).isEqualTo("Alle klanten van golf 3");
    assertThat(candidate.path("threatId").asLong()).isEqualTo(threat.path("id").asLong());
    assertThat(openWork(candidate.path("id").asLong())).containsExactly("decideCrisis");
  }

  private static JsonNode newest(JsonNode crises) {
    JsonNode newest = null;
    for (var each : crises) {
      if (newest == null || each.path("id").asLong() > newest.path("id").asLong()) {
        newest = each;
      }
    }
    return newest;
  }

  @Test
  void anAdviserNeitherSeesTheRoomNorDecides() {
    var id = proposed(true);

    assertThatThrownBy(() -> as("lotte").get("crises/" + id)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> as("lotte").post("crises/" + id + "/reject", Map.of("why", "Nee")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void allInARoomHearWithinTwoSecondsThatItsLogGrew() throws Exception {
    var id = proposed(true);
    declare(id, "Wij oefenen");
    var cookie = logIn("daan");
    var heard = new ArrayList<CompletableFuture<String>>();
    for (var i = 0; i < TOGETHER; i++) {
      var one = new CompletableFuture<String>();
      heard.add(one);
      enter(id, cookie, origin(), one).get(10, TimeUnit.SECONDS);
    }
    Thread.sleep(1500); // the first look only counts what is there
    line(id, "DECISION", "Wij bellen allen");

    for (var one : heard) {
      assertThat(one.get(2, TimeUnit.SECONDS)).startsWith("log");
    }
  }

  @Test
  void nobodyElseIsToldOfARoom() throws Exception {
    var id = proposed(true);
    var adviser = logIn("lotte");
    var member = logIn("daan");

    assertThat(refused(id, "JSESSIONID=none", origin())).isEqualTo(403);
    assertThat(refused(id, adviser, origin())).isEqualTo(403);
    assertThat(refused(id, member, "https://elsewhere.example")).isEqualTo(403);
  }

  private int refused(long id, String cookie, String origin) throws Exception {
    try {
      enter(id, cookie, origin, new CompletableFuture<>()).get(10, TimeUnit.SECONDS).abort();
      return 101;
    } catch (ExecutionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  private String origin() {
    return "http://" + address.getAuthority();
  }

  private CompletableFuture<WebSocket> enter(
      long id, String cookie, String origin, CompletableFuture<String> heard) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Cookie", cookie)
        .header("Origin", origin)
        .connectTimeout(Duration.ofSeconds(10))
        .buildAsync(
            URI.create("ws://" + address.getAuthority() + "/live/crisis/" + id),
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                heard.complete(text.toString());
                return WebSocket.Listener.super.onText(socket, text, last);
              }
            });
  }

  private String logIn(String login) throws Exception {
    var cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    var client = HttpClient.newBuilder().cookieHandler(cookies).build();
    client.send(
        HttpRequest.newBuilder(address.resolve("login")).build(),
        HttpResponse.BodyHandlers.discarding());
    client.send(
        HttpRequest.newBuilder(address.resolve("login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "login="
                        + login
                        + "&password="
                        + URLEncoder.encode(klantbrug.password(login), StandardCharsets.UTF_8)))
            .build(),
        HttpResponse.BodyHandlers.discarding());
    return cookies.getCookieStore().getCookies().stream()
        .map(each -> each.getName() + "=" + each.getValue())
        .reduce((one, other) -> one + "; " + other)
        .orElseThrow();
  }
}
