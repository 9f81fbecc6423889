package org.klantbrug.shared.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The language of this request: what a link for customers says, else what the person chose, else
 * what we know of them or their browser.
 */
@Named("language")
@RequestScoped
public class Language {
  /** Under this name the entrance leaves the language of who came in. */
  public static final String OF_STAFF = "klantbrug.language";

  static final String COOKIE = "language";
  private static final Set<String> SPOKEN = Set.of("nl", "en");
  private static final Pattern IN_ADDRESS = Pattern.compile("(?:^|&)lang=(nl|en)(?:&|$)");

  @Inject private HttpServletRequest request;

  /** {@code nl} or {@code en}. */
  public Locale getLocale() {
    return Locale.forLanguageTag(
        ofAddress()
            .or(this::chosen)
            .or(this::ofStaff)
            .or(this::ofBrowser)
            .filter(SPOKEN::contains)
            .orElse("en"));
  }

  /** The language code, for the page's {@code lang}. */
  public String getCode() {
    return getLocale().getLanguage();
  }

  /** The address of the page as the browser asked for it, to come back to after a change. */
  public String getHere() {
    var asked = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    var path = asked == null ? request.getRequestURI() : asked;
    return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
  }

  /** The link of a customer says in which language its page opens. Asks for no body. */
  private Optional<String> ofAddress() {
    return Optional.ofNullable(request.getQueryString())
        .filter(query -> request.getServletPath().startsWith("/public/"))
        .map(IN_ADDRESS::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  private Optional<String> chosen() {
    return Stream.of(Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]))
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .filter(SPOKEN::contains)
        .findFirst();
  }

  private Optional<String> ofStaff() {
    return Optional.ofNullable((String) request.getAttribute(OF_STAFF));
  }

  private Optional<String> ofBrowser() {
    return Collections.list(request.getLocales()).stream()
        .map(Locale::getLanguage)
        .filter(SPOKEN::contains)
        .findFirst();
  }
}
