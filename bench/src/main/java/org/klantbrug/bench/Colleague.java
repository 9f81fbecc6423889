package org.klantbrug.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody at the desk: logged in as people are, with a session of their own. */
final class Colleague {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI server;
  private final String cookies;

  private Colleague(HttpClient http, URI server, String cookies) {
    this.http = http;
    this.server = server;
    this.cookies = cookies;
  }

  /**
   * Logs in.
   *
   * @param http shared by all colleagues; keeps connections, not cookies
   */
  static Colleague enter(HttpClient http, URI server, String login, String password) {
    var jar = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    var form = "login=" + encoded(login) + "&password=" + encoded(password);
    var request =
        HttpRequest.newBuilder(server.resolve("login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", "http://" + server.getAuthority())
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    send(HttpClient.newBuilder().cookieHandler(jar).build(), request);
    var cookies =
        jar.getCookieStore().getCookies().stream()
            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    return new Colleague(http, server, cookies);
  }

  /** The text at an address. */
  String get(String path) {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Cookie", cookies)
            .header("Accept", "text/html, application/json")
            .build();
    var answer = send(http, request);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "The server answered " + answer.statusCode() + " where it should have shown a page");
    }
    return answer.body();
  }

  /**
   * Sends something and reads the answer.
   *
   * @param body written as JSON
   */
  JsonNode post(String path, Map<String, ?> body) {
    try {
      var request =
          HttpRequest.newBuilder(server.resolve(path))
              .header("Cookie", cookies)
              .header("Origin", "http://" + server.getAuthority())
              .header("X-Requested-With", "bench")
              .header("Content-Type", "application/json")
              .header("Accept", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      var answer = send(http, request);
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "The server answered " + answer.statusCode() + " to " + path + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("The server did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
