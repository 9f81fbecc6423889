package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages for customers answer to anybody, whoever it is and whatever they send. */
@ExtendWith(OneKlantbrug.class)
class PublicDoorIT {
  private static final String FORM = "public/complaint";
  private static final String STATUS = "public/complaint-status";
  private static final String OBJECTION = "public/objection";
  private static final String STORY = "Mijn verhaal, dat blijft staan";
  private static final Pattern LINK = Pattern.compile("number=([^&]+)&until=([0-9]+)&seal=([^&]+)");

  private final Klantbrug klantbrug;
  private final HttpClient client = HttpClient.newHttpClient();

  PublicDoorIT(Klantbrug klantbrug) {
    this.klantbrug = klantbrug;
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address(path)).header("Accept-Language", "nl").build(),
        BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create(klantbrug.address() + path);
  }

  /** As a browser sends a form without files, from a page of ours unless another site is named. */
  private HttpResponse<String> post(String path, String form, String site) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept-Language", "nl")
            .header("Sec-Fetch-Site", site)
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  private String sent() throws Exception {
    var answer = post(FORM, "send=yes&reach=NOT&story=" + STORY.replace(' ', '+'), "same-origin");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {FORM, FORM + "?lang=en", STATUS, OBJECTION})
  void opensForAnybodyWithStrictHeadersAndNoCookie(String path) throws Exception {
    var answer = get(path);

    assertThat(answer.statusCode()).isIn(200, 404);
    assertThat(answer.body()).contains("<h1>").doesNotContain("???", "Exception");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).doesNotContain("unsafe"));
  }

  @Test
  void speaksTheLanguageOfTheLinkElseOfTheBrowser() throws Exception {
    assertThat(get(FORM).body()).contains("lang=\"nl\"", "Een klacht insturen");
    assertThat(get(FORM + "?lang=en").body()).contains("lang=\"en\"", "Send a complaint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"public", "public/", "public/complaints", "public/other", "public/../work"})
  void nothingElseIsPublic(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(302, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?of=1-1", "?of=1-1&until=9999999999&seal=AAAA", "?of=%00&until=x&seal=%27"})
  void anObjectionByALinkThatWeDidNotGiveFindsNothing(String query) throws Exception {
    var looked = get(OBJECTION + query);
    var sent = post(OBJECTION + query, "send=yes&about=BOTH&text=Nee", "same-origin");

    assertThat(looked.statusCode()).isEqualTo(404);
    assertThat(looked.body()).contains("Deze link werkt niet");
    assertThat(sent.statusCode()).isEqualTo(404);
    assertThat(sent.body()).contains("Deze link werkt niet");
  }

  @Test
  void aNumberAloneOrAForgedLinkTellsNothing() throws Exception {
    var link = LINK.matcher(sent());
    assertThat(link.find()).isTrue();
    var there = get(STATUS + "?" + link.group());
    assertThat(there.statusCode()).isEqualTo(200);
    assertThat(there.body()).contains(link.group(1));

    var forged = get(STATUS + "?" + link.group().replaceAll("seal=.", "seal=-"));
    var absent = get(STATUS + "?" + link.group().replace(link.group(1), "K2019-000001"));
    var numberOnly = get(STATUS + "?number=" + link.group(1));

    assertThat(forged.statusCode()).isEqualTo(404);
    assertThat(text(forged)).isEqualTo(text(absent)).isEqualTo(text(numberOnly));
  }

  /** What a person reads, without the version of the assets. */
  private static String text(HttpResponse<String> answer) {
    return answer.body().replaceAll("(?s).*<main", "").replaceAll("<[^>]*>", "");
  }

  @Test
  void anotherSiteSendsNothing() throws Exception {
    var answer = post(FORM, "send=yes&reach=NOT&story=x", "cross-site");

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void aRobotThatFillsEveryFieldIsAskedToLeaveOneEmpty() throws Exception {
    var answer =
        post(FORM, "send=yes&reach=NOT&nothing=x&story=" + STORY.replace(' ', '+'), "same-origin");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("leeg moet blijven", STORY);
  }

  @Test
  void whoSendsTooOftenReadsSoAndKeepsTheText() throws Exception {
    limit(2);
    try {
      sent();
      sent();
      var answer = post(FORM, "send=yes&reach=NOT&story=" + STORY.replace(' ', '+'), "same-origin");

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.body()).contains("te veel tegelijk", STORY);
    } finally {
      limit(30);
    }
  }

  private void limit(int byOne) {
    klantbrug
        .asOwner()
        .use(
            handle -> handle.execute("update complaint_online_setting set sent_by_one = " + byOne));
  }

  @Test
  void aGigabyteIsStoppedByItsHeaders() throws Exception {
    var request =
        """
        POST /public/complaint HTTP/1.1\r
        Host: %s\r
        Sec-Fetch-Site: same-origin\r
        Accept-Language: nl\r
        Content-Type: multipart/form-data; boundary=x\r
        Content-Length: 1073741824\r
        Connection: close\r
        \r
        """
            .formatted(klantbrug.address().getAuthority());

    assertThat(answered(request)).startsWith("HTTP/1.1 413").contains("30 MB", "/public/complaint");
  }

  @Test
  void aFormWithoutABodyIsShownAgain() throws Exception {
    var request =
        """
        POST /public/complaint HTTP/1.1\r
        Host: %s\r
        Sec-Fetch-Site: same-origin\r
        Accept-Language: nl\r
        Connection: close\r
        \r
        """
            .formatted(klantbrug.address().getAuthority());

    assertThat(answered(request)).startsWith("HTTP/1.1 200");
  }

  /** The beginning of what the server answers to these bytes. */
  private String answered(String request) throws IOException {
    try (var socket = new Socket(klantbrug.address().getHost(), klantbrug.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new byte[4096];
      var length = socket.getInputStream().read(answer);
      return new String(answer, 0, length, StandardCharsets.UTF_8);
    }
  }
}
