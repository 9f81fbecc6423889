package org.klantbrug.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ResourceBundle;
import org.klantbrug.shared.web.Language;

/**
 * The page for a request whose body is not let in. It is written here because the error page is a
 * page like others: it would ask for a parameter, and so take in the very body that is refused.
 */
final class RefusedBody {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="%1$s"><head><meta charset="UTF-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>%2$s</title><link rel="stylesheet" href="%5$s/assets/klantbrug.css"/></head>
      <body class="plain"><main id="content"><div class="card narrow"><h1>%2$s</h1><p>%3$s</p>
      <div class="buttons"><a class="button primary" href="%5$s%6$s">%4$s</a></div></div></main></body></html>
      """;

  /** Where staff go on. */
  static final String HOME = "/home";

  private RefusedBody() {}

  /**
   * Answers by headers and page alone; the server passes over what is still being sent.
   *
   * @param contextPath of the application, before its own addresses
   * @param back where the person goes on: home, or the public page that the body was for
   */
  static void write(
      HttpServletResponse response,
      BodyLimit.Refusal refusal,
      Language language,
      String contextPath,
      String back)
      throws IOException {
    response.setStatus(refusal.status());
    response.setContentType(MediaType.TEXT_HTML);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getWriter().write(page(refusal, language, contextPath, back));
  }

  /** All that stands in it comes from the bundles, so there is nothing to escape. */
  static String page(
      BodyLimit.Refusal refusal, Language language, String contextPath, String back) {
    var locale = language.getLocale();
    var texts = ResourceBundle.getBundle("org.klantbrug.web.messages", locale);
    return PAGE.formatted(
        language.getCode(),
        texts.getString("error.title." + refusal.status()),
        refusal.rule().textIn(locale),
        texts.getString(back.equals(HOME) ? "error.home" : "online.back"),
        contextPath,
        back);
  }
}
