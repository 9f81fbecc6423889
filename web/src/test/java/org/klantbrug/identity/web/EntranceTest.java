package org.klantbrug.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.web.Language;

/**
 * What the entrance turns away before anybody is known. Its request has headers only: to ask it for
 * a parameter, which would have the server read the body, fails.
 */
class EntranceTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Entrance entrance = new Entrance();
  private final Map<String, Object> asked = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, String> answered = new HashMap<>();
  private final StringWriter page = new StringWriter();
  private int status;
  private boolean letThrough;

  @BeforeEach
  void speakDutch() {
    entrance.language =
        new Language() {
          @Override
          public Locale getLocale() {
            return Locale.forLanguageTag("nl");
          }
        };
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void nothingIsSentToAnAsset(String method) throws Exception {
    come(method, "/assets/klantbrug.css", FORM, 600L << 20);

    assertThat(status).isEqualTo(405);
    assertThat(answered).containsEntry("Allow", "GET, HEAD");
    assertThat(letThrough).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none, 'public, max-age=3600'",
        "preview=1, 'public, max-age=3600'",
        "v=12, 'public, max-age=31536000, immutable'",
        "x=1&v=12, 'public, max-age=31536000, immutable'"
      })
  void anAssetIsKeptLongUnderTheAddressOfItsVersion(String query, String kept) throws Exception {
    asked.put("getQueryString", query);

    come("GET", "/assets/klantbrug.css", null, -1);

    assertThat(answered).containsEntry("Cache-Control", kept);
    assertThat(letThrough).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"POST, same-origin", "POST, cross-site", "GET, same-origin"})
  void aFormOfMegabytesDoesNotReachTheLoginPage(String method, String site) throws Exception {
    headers.put("Sec-Fetch-Site", site);

    come(method, "/login", FORM, 600L << 20);

    assertThat(status).isEqualTo(413);
    assertThat(page.toString()).contains("Dat is te groot", "64 KB");
    assertThat(letThrough).isFalse();
  }

  @Test
  void aFormInChunksDoesNotEither() throws Exception {
    headers.put("Sec-Fetch-Site", "same-origin");
    headers.put("Transfer-Encoding", "chunked");

    come("POST", "/login", FORM, -1);

    assertThat(status).isEqualTo(411);
    assertThat(letThrough).isFalse();
  }

  @Test
  void aLoginDoes() throws Exception {
    headers.put("Sec-Fetch-Site", "same-origin");

    come("POST", "/login", FORM, 60);

    assertThat(letThrough).isTrue();
  }

  @Test
  void aFormForCustomersIsCountedBeforeItIsRead() throws Exception {
    headers.put("Sec-Fetch-Site", "same-origin");
    asked.put("getRemoteAddr", "192.0.2.1");
    for (var each = 0; each < 120; each++) {
      come("POST", "/public/complaint", "multipart/form-data; boundary=x", 1000);
    }
    assertThat(letThrough).isTrue();
    letThrough = false;

    come("POST", "/public/complaint", "multipart/form-data; boundary=x", 1000);

    assertThat(letThrough).isFalse();
    assertThat(status).isEqualTo(429);
    assertThat(page.toString()).contains("href=\"/public/complaint\"");
  }

  @Test
  void whatAnotherSiteSendsToThemIsMeasuredAsFromNobody() throws Exception {
    headers.put("Sec-Fetch-Site", "cross-site");

    come("POST", "/public/complaint", "multipart/form-data; boundary=x", 20L << 20);

    assertThat(letThrough).isFalse();
    assertThat(status).isEqualTo(413);
  }

  private void come(String method, String path, String type, long length) throws Exception {
    asked.put("getMethod", method);
    asked.put("getServletPath", path);
    asked.put("getContentType", type);
    asked.put("getContentLengthLong", length);
    asked.put("getProtocol", "HTTP/1.1");
    asked.put("getContextPath", "");
    FilterChain next = (request, response) -> letThrough = true;
    entrance.doFilter(request(), response(), next);
  }

  private HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            EntranceTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, values) ->
                switch (method.getName()) {
                  case "getHeader" -> headers.get(values[0]);
                  case "setCharacterEncoding", "getPathInfo", "getSession" -> null;
                  case "getQueryString" -> asked.get("getQueryString");
                  default -> {
                    if (!asked.containsKey(method.getName())) {
                      throw new UnsupportedOperationException(method.getName());
                    }
                    yield asked.get(method.getName());
                  }
                });
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            EntranceTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, values) ->
                switch (method.getName()) {
                  case "setStatus" -> {
                    status = (int) values[0];
                    yield null;
                  }
                  case "setHeader" -> {
                    answered.put((String) values[0], (String) values[1]);
                    yield null;
                  }
                  case "setContentType", "setCharacterEncoding" -> null;
                  case "getWriter" -> new PrintWriter(page);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
