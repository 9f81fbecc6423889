package org.klantbrug.identity.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.identity.Tokens;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Language;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Refusals;

/**
 * The one door. Lets nobody past who is not known and permitted, for pages and for REST, and tells
 * the browser what a page may do. What is not named here or in {@link Pages} does not exist.
 */
@WebFilter("/*")
public class Entrance extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  @Inject private transient People people;
  @Inject private transient Tokens tokens;
  @Inject private transient CurrentStaff current;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Content-Security-Policy", CONTENT_POLICY);
    var path = path(request);
    if (path.startsWith("/assets/") || path.startsWith("/vendor/")) {
      keepLong(request, response);
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    if (path.startsWith("/api/")) {
      api(request, response, chain);
    } else if (!READING.contains(request.getMethod()) && !comesFromUs(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else if (Set.of("/login", "/error", "/language").contains(Pages.name(path))) {
      inSession(request).ifPresent(staff -> enter(staff, request));
      chain.doFilter(request, response);
    } else {
      page(path, request, response, chain);
    }
  }

  /**
   * As the server itself understood it, decoded and without dots: what is judged is what is served.
   */
  private static String path(HttpServletRequest request) {
    var rest = request.getPathInfo();
    return request.getServletPath() + (rest == null ? "" : rest);
  }

  /** The address of an asset carries its version, so it never changes under the same address. */
  private static void keepLong(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader(
        "Cache-Control",
        request.getParameter("v") == null
            ? "public, max-age=3600"
            : "public, max-age=31536000, immutable");
  }

  private void page(
      String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var staff = inSession(request);
    if (staff.isEmpty()) {
      response.sendRedirect(
          request.getContextPath() + "/login" + query(expired(request), askedFor(request, path)));
      return;
    }
    enter(staff.get(), request);
    var need = Pages.need(path);
    if (need.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (!need.get().isMetBy(staff.get())) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      show(request, response, chain);
    }
  }

  private static String query(String... parts) {
    var said = Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("&"));
    return said.isEmpty() ? "" : "?" + said;
  }

  /** Whoever comes with the cookie of a session that is no more is told so, and what was lost. */
  private static String expired(HttpServletRequest request) {
    if (request.getRequestedSessionId() == null) {
      return "";
    }
    return "expired=" + (READING.contains(request.getMethod()) ? "1" : "sent");
  }

  private static String askedFor(HttpServletRequest request, String path) {
    if (!READING.contains(request.getMethod()) || Pages.name(path).equals("/home")) {
      return "";
    }
    var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    return "to=" + URLEncoder.encode(path + query, StandardCharsets.UTF_8);
  }

  /** A rule that stops a page from being shown becomes a page that says so. */
  private static void show(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      var rule = cause(e, RuleBroken.class);
      if (cause(e, NotThere.class).isPresent()) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
      } else if (rule.isPresent()) {
        request.setAttribute(Refusals.RULE, rule.get());
        response.sendError(Refusals.status(rule.get()));
      } else {
        throw e;
      }
    }
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    for (var each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }

  private void api(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var header = request.getHeader("Authorization");
    var byToken = header != null && header.startsWith("Bearer ");
    var staff = byToken ? tokens.findStaff(header.substring(7).trim()) : inSession(request);
    var changes = !READING.contains(request.getMethod());
    if (staff.isEmpty() && asksForToken(request)) {
      chain.doFilter(request, response);
    } else if (staff.isEmpty()) {
      Refusals.write(response, HttpServletResponse.SC_UNAUTHORIZED, "identity.nobody-logged-in");
    } else if (!byToken
        && changes
        && (request.getHeader("X-Requested-With") == null || !comesFromUs(request))) {
      Refusals.write(response, HttpServletResponse.SC_FORBIDDEN, "identity.foreign-request");
    } else {
      enter(staff.get(), request);
      chain.doFilter(request, response);
    }
  }

  /** Who has no token yet gets one by login and password; that address checks them itself. */
  private static boolean asksForToken(HttpServletRequest request) {
    return request.getMethod().equals("POST")
        && path(request).equals("/api/tokens")
        && request.getHeader("Authorization") == null;
  }

  private void enter(Staff staff, HttpServletRequest request) {
    current.enter(staff);
    request.setAttribute(Language.OF_STAFF, staff.language());
  }

  private Optional<Staff> inSession(HttpServletRequest request) {
    return LoginSession.find(request)
        .flatMap(session -> people.findInSession(session.login(), session.number()));
  }

  /**
   * Whether a changing request was sent by one of our own pages: browsers say so themselves, and
   * other sites cannot make them say otherwise. Source: Fetch Metadata and Origin.
   */
  static boolean comesFromUs(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    var origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    return origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
  }
}
