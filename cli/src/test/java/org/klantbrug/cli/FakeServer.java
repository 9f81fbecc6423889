package org.klantbrug.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server that answers as it was told, and remembers what it was asked. */
public final class FakeServer implements AutoCloseable {
  private final HttpServer http;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new ArrayList<>();

  private record Answer(int status, String body) {}

  /** What was asked; {@code path} with its query. */
  public record Request(
      String method, String path, String authorization, String type, String body) {}

  /** On a free port of this machine. */
  public FakeServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/", this::handle);
    http.start();
  }

  /** Where it listens, ending in a slash. */
  public String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
  }

  /** The next answer for this request; the last one is given again and again. */
  public FakeServer answers(String method, String path, int status, String body) {
    answers
        .computeIfAbsent(method + " " + path, key -> new ArrayDeque<>())
        .add(new Answer(status, body));
    return this;
  }

  /** What was asked so far. */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The last thing that was asked. */
  public Request last() {
    return requests().get(requests().size() - 1);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().toString();
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            path,
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    var queue = answers.getOrDefault(exchange.getRequestMethod() + " " + path, new ArrayDeque<>());
    var answer = queue.size() > 1 ? queue.poll() : queue.peek();
    send(exchange, answer == null ? new Answer(404, "{\"message\":\"not told\"}") : answer);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
