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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.identity.Tokens;
import org.klantbrug.shared.RateLimit;
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

  /** Where a page is told that there is something new, over a socket. */
  private static final String LIVE = "/live/crisis/";

  private static final Set<String> OPEN = Set.of("/login", "/error", "/language");

  /** Open to who must choose a password of his own first. */
  private static final Set<String> CHOOSING = Set.of("/password", "/logout");

  private static final Pattern VERSION = Pattern.compile("(^|&)v=");
  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** So many forms an hour are read at all from whom nobody knows; their pages take fewer. */
  private static final int FORMS_OF_ONE = 120;

  private static final int FORMS_OF_ALL = 6_000;
  private static final int TOO_MANY_REQUESTS = 429;

  private final transient RateLimit forms = new RateLimit(FORMS_OF_ONE, FORMS_OF_ALL);

  @Inject private transient People people;
  @Inject private transient Tokens tokens;
  @Inject private transient CurrentStaff current;
  @Inject transient Language language;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Content-Security-Policy", CONTENT_POLICY);
    var path = path(request);
    if (path.startsWith("/assets/") || path.startsWith("/vendor/")) {
      asset(path, request, response, chain);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    if (path.startsWith(LIVE)) {
      live(request, response, chain);
    } else if (path.startsWith("/api/")) {
      api(path, request, response, chain);
    } else {
      screen(path, request, response, chain);
    }
  }

  /**
   * As the server itself understood it, decoded and without dots: what is judged is what is served.
   */
  private static String path(HttpServletRequest request) {
    var rest = request.getPathInfo();
    return request.getServletPath() + (rest == null ? "" : rest);
  }

  /**
   * What anybody may read, and nobody sends anything to. The address carries its version, so it
   * never changes under the same address.
   */
  private void asset(
      String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!Set.of("GET", "HEAD").contains(request.getMethod())) {
      response.setHeader("Allow", "GET, HEAD");
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    var refusal = BodyLimit.of(request, path).refusal(false);
    if (refusal.isPresent()) {
      RefusedBody.write(
          response, refusal.get(), language, request.getContextPath(), RefusedBody.HOME);
      return;
    }
    var query = request.getQueryString(); // asking for the parameter would read a body
    response.setHeader(
        "Cache-Control",
        query == null || !VERSION.matcher(query).find()
            ? "public, max-age=3600"
            : "public, max-age=31536000, immutable");
    chain.doFilter(request, response);
  }

  /**
   * Whoever is sent to the login page is sent there before what they send is measured, as nothing
   * reads it; all else is measured first, as also a refusal's page reads it. What another site
   * sends here is measured as from nobody to nowhere.
   */
  private void screen(
      String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var staff = inSession(request);
    var name = Pages.name(path);
    var open = OPEN.contains(name) || Pages.PUBLIC.contains(name);
    var ours = READING.contains(request.getMethod()) || comesFromUs(request);
    if (staff.isEmpty() && !open && ours) {
      response.sendRedirect(
          request.getContextPath() + "/login" + query(expired(request), askedFor(request, path)));
      return;
    }
    var refusal =
        BodyLimit.of(request, ours ? path : "")
            .refusal(staff.isPresent() && ours)
            .or(() -> tooOften(name, request));
    if (refusal.isPresent()) {
      staff.ifPresent(known -> enter(known, request));
      var back = Pages.PUBLIC.contains(name) ? name : RefusedBody.HOME;
      RefusedBody.write(response, refusal.get(), language, request.getContextPath(), back);
    } else if (!ours) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else if (open) {
      staff.ifPresent(known -> enter(known, request));
      show(request, response, chain);
    } else if (choosesPassword(request) && !CHOOSING.contains(name)) {
      response.sendRedirect(request.getContextPath() + "/password");
    } else {
      page(path, staff.get(), request, response, chain);
    }
  }

  private static boolean choosesPassword(HttpServletRequest request) {
    return LoginSession.find(request).filter(LoginSession::choosesPassword).isPresent();
  }

  /** A form for customers is counted before it is read: reading costs the most. */
  private Optional<BodyLimit.Refusal> tooOften(String name, HttpServletRequest request) {
    return READING.contains(request.getMethod())
            || !Pages.PUBLIC.contains(name)
            || forms.allows(request.getRemoteAddr())
        ? Optional.empty()
        : Optional.of(
            new BodyLimit.Refusal(TOO_MANY_REQUESTS, new RuleBroken("identity.too-often")));
  }

  /**
   * Only one of our own pages opens a socket, for who may see what it shows: browsers let any site
   * open one with our cookies.
   */
  private void live(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var staff = inSession(request).filter(known -> known.may(Action.CRISIS_READ));
    if (staff.isEmpty() || !comesFromUs(request) || choosesPassword(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void page(
      String path,
      Staff staff,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    enter(staff, request);
    var need = Pages.need(path);
    if (need.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (!need.get().isMetBy(staff)) {
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
      var looks = READING.contains(request.getMethod());
      chain.doFilter(looks ? new AskedFor(request) : request, response);
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

  private void api(
      String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var header = request.getHeader("Authorization");
    var byToken = header != null && header.startsWith("Bearer ");
    var staff = byToken ? tokens.findStaff(header.substring(7).trim()) : inSession(request);
    var changes = !READING.contains(request.getMethod());
    var refusal = BodyLimit.of(request, path).refusal(staff.isPresent());
    if (refusal.isPresent() && (staff.isPresent() || asksForToken(request))) {
      Refusals.write(response, refusal.get().status(), refusal.get().rule());
    } else if (staff.isEmpty() && asksForToken(request)) {
      chain.doFilter(request, response);
    } else if (staff.isEmpty()) {
      Refusals.write(response, HttpServletResponse.SC_UNAUTHORIZED, "identity.nobody-logged-in");
    } else if (!byToken
        && changes
        && (request.getHeader("X-Requested-With") == null || !comesFromUs(request))) {
      Refusals.write(response, HttpServletResponse.SC_FORBIDDEN, "identity.foreign-request");
    } else if (!byToken && choosesPassword(request)) {
      Refusals.write(response, HttpServletResponse.SC_FORBIDDEN, "identity.choose-own-password");
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
