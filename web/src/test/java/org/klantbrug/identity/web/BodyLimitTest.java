package org.klantbrug.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.web.Language;

/** Nobody takes the server's memory or disk by what they send before they are known. */
class BodyLimitTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PARTS = "multipart/form-data; boundary=x";
  private static final String FILE = "application/octet-stream";
  private static final String JSON = "application/json";
  private static final long KB = 1 << 10;
  private static final long MB = 1 << 20;

  @ParameterizedTest
  @ValueSource(strings = {FORM, PARTS, JSON, FILE, "text/plain"})
  void whoIsNotKnownSendsNoMoreThanALoginTakes(String type) {
    assertThat(told("POST", "/login", type, 64 * KB, false)).isEmpty();
    assertThat(told("POST", "/login", type, 64 * KB + 1, false)).contains(413);
    assertThat(told("POST", "/api/tokens", type, 600 * MB, false)).contains(413);
  }

  @ParameterizedTest
  @CsvSource({
    "/merger, multipart/form-data",
    "/api/runs/7/files, application/octet-stream",
    "/api/files/7/rejects/corrections, text/csv"
  })
  void whoIsNotKnownSendsNoFileEither(String path, String type) {
    assertThat(told("POST", path, type, MB, false)).contains(413);
    assertThat(unending("POST", path, type, false)).contains(411);
  }

  @Test
  void aCustomerSendsFilesWithAComplaintAndNoMoreThanBelongToOne() {
    for (var page : Pages.PUBLIC) {
      assertThat(told("POST", page, PARTS, 30 * MB, false)).isEmpty();
      assertThat(told("POST", page, PARTS, 30 * MB + 1, false)).contains(413);
      assertThat(told("POST", page, FORM, 64 * KB + 1, false)).contains(413);
      assertThat(told("GET", page, PARTS, MB, false)).contains(413);
      assertThat(unending("POST", page, PARTS, false)).contains(411);
    }
  }

  @Test
  void whoIsKnownAttachesAsMuchToAComplaint() {
    assertThat(told("POST", "/complaint", PARTS, 30 * MB, true)).isEmpty();
    assertThat(told("POST", "/complaint-new", PARTS, 30 * MB + 1, true)).contains(413);
    assertThat(told("POST", "/crisis-step", PARTS, 30 * MB, true)).isEmpty();
    assertThat(told("POST", "/complaint", PARTS, MB, false)).contains(413);
  }

  @Test
  void aCustomerIsLedBackToTheForm() {
    var refusal =
        new BodyLimit("POST", "/public/complaint", PARTS, 40 * MB, false)
            .refusal(false)
            .orElseThrow();

    assertThat(RefusedBody.page(refusal, speaking("nl"), "", "/public/complaint"))
        .contains("30 MB", "href=\"/public/complaint\"", "Terug naar het formulier");
  }

  /** The server reads a form also with a request that only asks. */
  @Test
  void aFormSentAlongWithAQuestionIsMeasuredToo() {
    assertThat(told("GET", "/login", FORM, 600 * MB, false)).contains(413);
    assertThat(unending("GET", "/login", FORM, false)).contains(411);
  }

  @Test
  void whatSendsNothingComesIn() {
    assertThat(told("GET", "/login", null, -1, false)).isEmpty();
    assertThat(told("POST", "/language", FORM, 0, false)).isEmpty();
    assertThat(told("POST", "/api/mergers/7/runs", null, -1, true)).isEmpty();
  }

  @Test
  void whoIsKnownSendsAFormOfTwoMegabytesAtMostAndSaysHowLargeItIs() {
    assertThat(told("POST", "/work-item", FORM, 2 * MB, true)).isEmpty();
    assertThat(told("POST", "/work-item", FORM, 2 * MB + 1, true)).contains(413);
    assertThat(unending("POST", "/work-item", FORM, true)).contains(411);
    assertThat(told("PUT", "/api/files/7/mapping", JSON, 2 * MB + 1, true)).contains(413);
  }

  @ParameterizedTest
  @CsvSource({
    "/merger, multipart/form-data; boundary=x",
    "/merger.xhtml, Multipart/Form-Data; boundary=x",
    "/merger-rejects, multipart/form-data; boundary=x",
    "/merger-totals, multipart/form-data; boundary=x",
    "/api/runs/7/files, application/octet-stream",
    "/api/runs/7/control-totals, text/csv; charset=utf-8",
    "/api/files/7/rejects/corrections, application/octet-stream",
    "/merger-bills, multipart/form-data; boundary=x",
    "/merger-debits, multipart/form-data; boundary=x",
    "/merger-handover, multipart/form-data; boundary=x",
    "/merger-late, multipart/form-data; boundary=x",
    "/api/mergers/7/bills, text/csv",
    "/api/mergers/7/debits/files, application/xml",
    "/api/mergers/7/late/files, text/csv",
    "/api/mergers/7/handovers/answers/START, text/csv"
  })
  void whoIsKnownSendsFilesOfAnySizeWhereFilesAreTaken(String path, String type) {
    assertThat(told("POST", path, type, 900 * MB, true)).isEmpty();
    assertThat(unending("POST", path, type, true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/merger, application/x-www-form-urlencoded",
    "/work-item, multipart/form-data",
    "/merger-file, multipart/form-data",
    "/api/runs/7/files, application/x-www-form-urlencoded",
    "/api/runs/7/files, application/json",
    "/api/runs/7/files/more, application/octet-stream",
    "/api/mergers, application/octet-stream"
  })
  void elsewhereAndAsAFormTheyAreRefused(String path, String type) {
    assertThat(told("POST", path, type, 900 * MB, true)).contains(413);
  }

  @Test
  void aBodyInChunksHasNoLengthWhateverItClaims() {
    assertThat(
            BodyLimit.of(
                    request("HTTP/1.1", "POST", 10, FORM, Map.of("Transfer-Encoding", "chunked")),
                    "/login")
                .refusal(false)
                .map(BodyLimit.Refusal::status))
        .contains(411);
  }

  @Test
  void overHttp2ABodyMayComeWithoutLengthUnlessThereIsNone() {
    var form = request("HTTP/2.0", "POST", -1, FORM, Map.of());
    var nothing = request("HTTP/2.0", "POST", -1, null, Map.of());
    var question = request("HTTP/2.0", "GET", -1, JSON, Map.of());

    assertThat(BodyLimit.of(form, "/login").unending()).isTrue();
    assertThat(BodyLimit.of(nothing, "/api/mergers/7/runs").unending()).isFalse();
    assertThat(BodyLimit.of(question, "/api/mergers").unending()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"nl, Dat is te groot, 64 KB", "en, That is too large, 64 KB"})
  void thePageSaysHowMuchIsTaken(String code, String title, String most) {
    var refusal = new BodyLimit("POST", "/login", FORM, MB, false).refusal(false).orElseThrow();

    assertThat(RefusedBody.page(refusal, speaking(code), "", RefusedBody.HOME))
        .contains("lang=\"" + code + "\"", "<h1>" + title + "</h1>", most, "href=\"/home\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nl", "en"})
  void thePageSaysThatTheLengthIsMissing(String code) {
    var refusal = new BodyLimit("POST", "/login", FORM, -1, true).refusal(false).orElseThrow();

    assertThat(RefusedBody.page(refusal, speaking(code), "", RefusedBody.HOME))
        .contains("Content-Length");
  }

  private static Optional<Integer> told(
      String method, String path, String type, long length, boolean known) {
    return new BodyLimit(method, path, type, length, false)
        .refusal(known)
        .map(BodyLimit.Refusal::status);
  }

  private static Optional<Integer> unending(
      String method, String path, String type, boolean known) {
    return new BodyLimit(method, path, type, -1, true)
        .refusal(known)
        .map(BodyLimit.Refusal::status);
  }

  private static Language speaking(String code) {
    return new Language() {
      @Override
      public Locale getLocale() {
        return Locale.forLanguageTag(code);
      }
    };
  }

  /** A request of headers only: whoever asks it for a parameter fails. */
  private static HttpServletRequest request(
      String protocol, String method, long length, String type, Map<String, String> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            BodyLimitTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, asked, values) ->
                switch (asked.getName()) {
                  case "getProtocol" -> protocol;
                  case "getMethod" -> method;
                  case "getContentLengthLong" -> length;
                  case "getContentType" -> type;
                  case "getHeader" -> headers.get(values[0]);
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }
}
