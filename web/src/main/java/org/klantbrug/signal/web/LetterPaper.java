package org.klantbrug.signal.web;

import java.util.List;
import org.klantbrug.shared.web.Paper;
import org.klantbrug.signal.Letters;

/** Letters to customers of a signal, each on a page of its own, with the address for a window. */
final class LetterPaper {
  private static final String STYLE =
      "@page { size: A4; margin: 20mm 22mm } body { font-family: '"
          + Paper.FONT
          + "'; font-size: 11pt; line-height: 1.45 } .letter + .letter { page-break-before: always }"
          + " .address { margin: 28mm 0 22mm; min-height: 24mm } h1 { font-size: 12pt; font-weight: normal; margin: 0 0 8mm }";

  private LetterPaper() {}

  /**
   * The letters as PDF.
   *
   * @param title above each letter
   */
  static byte[] pdf(List<Letters.Letter> letters, String title, String language) {
    var html = new StringBuilder(4096);
    html.append("<html lang=\"")
        .append(language)
        .append("\"><head><title>")
        .append(Paper.safe(title))
        .append("</title><meta name=\"description\" content=\"")
        .append(Paper.safe(title))
        .append("\"/><style>")
        .append(STYLE)
        .append("</style></head><body>");
    letters.forEach(
        letter ->
            html.append("<div class=\"letter\"><p class=\"address\">")
                .append(lines(letter.address()))
                .append("</p><h1>")
                .append(Paper.safe(title))
                .append("</h1><p>")
                .append(lines(letter.body()))
                .append("</p></div>"));
    return Paper.pdf(html.append("</body></html>").toString());
  }

  private static String lines(String text) {
    return Paper.safe(text).replace("\n", "<br/>");
  }
}
