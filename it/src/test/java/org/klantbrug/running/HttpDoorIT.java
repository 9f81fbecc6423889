package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers to anyone who can reach its port. */
@ExtendWith(OneKlantbrug.class)
class HttpDoorIT {
  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  HttpDoorIT(Klantbrug klantbrug) {
    address = klantbrug.address();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"login", "", "nothing-here", "work-item?id=1", "api/mergers", "api/nothing"})
  void everyAnswerTellsTheBrowserToBeStrict(String path) throws Exception {
    var headers = get(path).headers();

    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Permissions-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("camera=()"));
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void noAnswerSaysWhichServerThisIs() throws Exception {
    var headers = get("login").headers();

    assertThat(headers.firstValue("Server")).isEmpty();
    assertThat(headers.firstValue("X-Powered-By")).isEmpty();
  }

  @Test
  void aPageAllowsNoForeignScriptsAndNoFrames() throws Exception {
    assertThat(get("login").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "work", "people", "audit", "stuck", "work.xhtml", "home.xhtml"})
  void whoIsNotKnownIsSentToTheLoginPage(String path) throws Exception {
    var answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(URI.create(to).getPath()).isEqualTo("/login"));
  }

  @Test
  void whoComesWithASessionThatIsNoMoreIsToldSo() throws Exception {
    var request =
        HttpRequest.newBuilder(address.resolve("work?view=team"))
            .header("Cookie", "JSESSIONID=ended")
            .build();

    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .hasValueSatisfying(
            to -> assertThat(to).endsWith("/login?expired=1&to=%2Fwork%3Fview%3Dteam"));
    assertThat(get("work").headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).doesNotContain("expired"));
    assertThat(get("login?expired=1").body()).contains("role=\"status\"");
  }

  @Test
  void theApiRefusesWhoIsNotKnown() throws Exception {
    assertThat(get("api/mergers").statusCode()).isEqualTo(401);
  }

  /** A refusal of the API is a document with a key and a text, and never tells of the inside. */
  @Test
  void anErrorShowsNothingOfTheInside() throws Exception {
    for (var path :
        new String[] {"api/mergers", "api/nothing", "nothing-here", "WEB-INF/web.xml"}) {
      assertThat(get(path).body())
          .doesNotContain("Exception")
          .doesNotContain("org.klantbrug")
          .doesNotContain("at jakarta.")
          .doesNotContain("WildFly");
    }
  }

  @Test
  void traceIsNotAllowed() throws Exception {
    var request =
        HttpRequest.newBuilder(address.resolve("login"))
            .method("TRACE", HttpRequest.BodyPublishers.noBody())
            .build();

    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(405);
  }

  /**
   * Requests that a proxy and this server would cut at different places let one smuggle another.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /login HTTP/1.1\r\n Host: 127.0.0.1\r\n\r\n",
        "GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nBad Name: x\r\n\r\n",
        "GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nName : x\r\n\r\n",
        "GET /login HTTP/1.1\rHost: 127.0.0.1\r\r",
        "GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\r"
      })
  void aRequestThatCanBeReadInTwoWaysIsRefused(String raw) throws IOException {
    assertThat(firstLine(raw)).startsWith("HTTP/1.1 400");
  }

  @Test
  void aPlainRequestByHandIsAnswered() throws IOException {
    assertThat(firstLine("GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  /** What the server says first; empty if it hangs up without a word. */
  private String firstLine(String raw) throws IOException {
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(raw.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Arrays.stream(answer.split("\r\n")).findFirst().orElse("");
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
