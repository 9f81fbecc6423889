package org.klantbrug.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.cli.Refused;

/** The REST addresses of a server. What the server refuses becomes {@link Refused} in its words. */
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reading a big file for a mapping proposal, or taking a cut-over back, takes minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** The commands speak English, and so does the server to them, whatever its screens speak. */
  private static final String LANGUAGE = "nl".equals(System.getenv("KLANTBRUG_LANG")) ? "nl" : "en";

  private final Profile profile;

  /**
   * @param profile where to and who as; without a token it can only ask for one
   */
  public Api(Profile profile) {
    this.profile = profile;
  }

  /** Reads a document. */
  public JsonNode get(String path) {
    return send("GET", path, BodyPublishers.noBody(), null);
  }

  /** Reads a list as text: lines with semicolons between their fields. */
  public String text(String path) {
    var response = exchange("GET", path, BodyPublishers.noBody(), null, "text/csv");
    if (response.statusCode() / 100 != 2) {
      answer(response);
    }
    return response.body();
  }

  /** Makes something anew; {@code body} may be null. */
  public JsonNode post(String path, Object body) {
    return send("POST", path, json(body), "application/json");
  }

  /** Sets something; {@code body} may be null. */
  public JsonNode put(String path, Object body) {
    return send("PUT", path, json(body), "application/json");
  }

  /** Sends a file as it is, without holding it in memory. */
  public JsonNode upload(String path, Path file) {
    try {
      return send("POST", path, BodyPublishers.ofFile(file), "application/octet-stream");
    } catch (FileNotFoundException e) {
      throw new Refused("There is no file " + file + " that can be read.", e);
    }
  }

  /** A path with a query; values that are null are left out. */
  public static String query(String path, Map<String, String> values) {
    var query =
        values.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static BodyPublisher json(Object body) {
    if (body == null) {
      return BodyPublishers.noBody();
    }
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private JsonNode send(String method, String path, BodyPublisher body, String type) {
    return answer(exchange(method, path, body, type, "application/json"));
  }

  private HttpResponse<String> exchange(
      String method, String path, BodyPublisher body, String type, String wanted) {
    var request =
        HttpRequest.newBuilder(URI.create(profile.address()).resolve("api/" + path))
            .timeout(PATIENCE)
            .header("Accept", wanted)
            .header("Cookie", "language=" + LANGUAGE)
            .method(method, body);
    if (profile.token() != null) {
      request.header("Authorization", "Bearer " + profile.token());
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new Refused(
          "No server answers at "
              + profile.address()
              + ". Start it (klantbrug start, or klantbrug demo), or make a profile for another"
              + " address (klantbrug token --server ADDRESS).",
          e);
    } catch (IOException e) {
      throw new Refused("The server at " + profile.address() + " did not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("Interrupted while waiting for the server.", e);
    }
  }

  private JsonNode answer(HttpResponse<String> response) {
    var document = document(response);
    if (response.statusCode() / 100 == 2) {
      return document;
    }
    var message =
        document.path("message").asText("The server answered " + response.statusCode() + ".");
    throw new Refused(
        response.statusCode() == 401 && profile.token() != null
            ? message + " A new token for " + profile.login() + " comes from: klantbrug token"
            : message);
  }

  private static JsonNode document(HttpResponse<String> response) {
    var body = response.body();
    if (body.isBlank()) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException noJson) {
      throw new Refused(
          "The answer is no JSON ("
              + response.statusCode()
              + " to "
              + response.uri().getPath()
              + "). Is there a Klantbrug server at the address of the profile?",
          noJson);
    }
  }
}
