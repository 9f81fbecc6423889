package org.klantbrug.shared.web;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.klantbrug.shared.RuleBroken;

/** How a broken rule is told over HTTP: as {@code {"key", "message"}} with a fitting status. */
public final class Refusals {
  /** A page that fails on a rule leaves it under this name for the error page. */
  public static final String RULE = "klantbrug.rule";

  private Refusals() {}

  /** 401 and 403 for who may not, 404 for what is not there, else 409. */
  public static int status(RuleBroken rule) {
    return switch (rule.key()) {
      case "identity.nobody-logged-in", "identity.wrong-login" ->
          HttpServletResponse.SC_UNAUTHORIZED;
      case "identity.not-allowed" -> HttpServletResponse.SC_FORBIDDEN;
      default ->
          rule.key().endsWith("unknown") || rule.key().endsWith("not-found")
              ? HttpServletResponse.SC_NOT_FOUND
              : HttpServletResponse.SC_CONFLICT;
    };
  }

  /** The body of a refusal, in the language asked for. */
  static String body(RuleBroken rule, Locale language) {
    return Json.createObjectBuilder()
        .add("key", rule.key())
        .add("message", rule.textIn(language))
        .build()
        .toString();
  }

  /** As {@link #write(HttpServletResponse, int, RuleBroken)}, for a text that names nothing. */
  public static void write(HttpServletResponse response, int status, String key)
      throws IOException {
    write(response, status, new RuleBroken(key));
  }

  /** Answers at once, before any resource is reached. */
  public static void write(HttpServletResponse response, int status, RuleBroken rule)
      throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getWriter().write(body(rule, Locale.ENGLISH));
  }
}
