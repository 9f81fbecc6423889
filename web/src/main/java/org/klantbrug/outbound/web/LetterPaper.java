package org.klantbrug.outbound.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.klantbrug.shared.web.Paper;

/** Letters to customers, each from a page of its own, with the address for a window. */
public final class LetterPaper {
  private static final String STYLE =
      "@page { size: A4; margin: 20mm 22mm } body { font-family: '"
          + Paper.FONT
          + "'; font-size: 11pt; line-height: 1.45 } .letter + .letter { page-break-before: always }"
          + " .address { margin: 28mm 0 22mm; min-height: 24mm } h1 { font-size: 12pt; font-weight: normal; margin: 0 0 8mm }"
          + " .number { font-size: 9pt }";

  private LetterPaper() {}

  /**
   * One of them.
   *
   * @param address in lines, the name first
   * @param title above the words
   * @param number by which it is known when it comes back; null for none
   */
  public record Letter(String address, String title, String body, String number) {}

  /**
   * The letters as PDF.
   *
   * @param title of the document
   */
  public static byte[] pdf(List<Letter> letters, String title, String language) {
    var html = new StringBuilder(4096);
    html.append("<html lang=\"")
        .append(language)
        .append("\"><head><title>")
        .append(Paper.safe(title))
        .append("</title><meta name=\"description\" content=\"")
        .append(Paper.safe(title))
        .append("\"/><style>")
        .append(STYLE)
        .append("</style>");
    marks(html, letters);
    html.append("</head><body>");
    for (var i = 0; i < letters.size(); i++) {
      letter(html, letters.get(i), i);
    }
    return Paper.pdf(html.append("</body></html>").toString());
  }

  /** By these it is found on which page a letter begins. */
  private static void marks(StringBuilder html, List<Letter> letters) {
    html.append("<bookmarks>");
    for (var i = 0; i < letters.size(); i++) {
      var number = letters.get(i).number();
      html.append("<bookmark name=\"")
          .append(Paper.safe(number == null ? Integer.toString(i + 1) : number))
          .append("\" href=\"#letter-")
          .append(i)
          .append("\"/>");
    }
    html.append("</bookmarks>");
  }

  private static void letter(StringBuilder html, Letter letter, int place) {
    html.append("<div class=\"letter\" id=\"letter-").append(place).append("\">");
    if (letter.number() != null) {
      html.append("<p class=\"number\">").append(Paper.safe(letter.number())).append("</p>");
    }
    html.append("<p class=\"address\">")
        .append(lines(letter.address()))
        .append("</p><h1>")
        .append(Paper.safe(letter.title()))
        .append("</h1><p>")
        .append(lines(letter.body()))
        .append("</p></div>");
  }

  private static String lines(String text) {
    return Paper.safe(text).replace("\n", "<br/>");
  }

  /**
   * Pages of a letter.
   *
   * @param first counted from 1
   */
  public record Pages(int first, int last) {}

  /** On which pages each letter of a document stands, in their order. */
  public static List<Pages> pages(byte[] pdf) {
    try (var document = Loader.loadPDF(pdf)) {
      var firsts = new ArrayList<Integer>();
      for (var mark : document.getDocumentCatalog().getDocumentOutline().children()) {
        firsts.add(document.getPages().indexOf(mark.findDestinationPage(document)) + 1);
      }
      var pages = new ArrayList<Pages>();
      for (var i = 0; i < firsts.size(); i++) {
        var next = i + 1 < firsts.size() ? firsts.get(i + 1) : document.getNumberOfPages() + 1;
        pages.add(new Pages(firsts.get(i), next - 1));
      }
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
