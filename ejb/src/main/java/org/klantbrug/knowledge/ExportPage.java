package org.klantbrug.knowledge;

import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/**
 * One exported page, built as a tree, so that whatever an editor wrote stays text. It leads to
 * other files by their names alone and needs neither a server nor a script.
 */
final class ExportPage {
  private final Document document = Document.createShell("");
  private final Element main;

  /**
   * @param ours name of our company
   * @param up how the way to the folder of all begins: empty, or {@code ../}
   * @param others pages that say the same, by their language; in the order in which they are shown
   * @param made when the export was made, as a sentence
   */
  ExportPage(
      ExportWords words,
      String language,
      String title,
      String ours,
      String up,
      Map<String, String> others,
      String made) {
    document.outputSettings().prettyPrint(false);
    document.prependChild(new DocumentType("html", "", ""));
    document.child(0).attr("lang", language);
    head(title + " · " + ours, up);
    var body = document.body();
    body.appendElement("a").addClass("skip").attr("href", "#content").text(words.word("skip"));
    var top = body.appendElement("header");
    top.appendElement("span").addClass("brand").text(ours);
    var languages = top.appendElement("nav").attr("aria-label", words.word("languages"));
    others.forEach((code, page) -> language(languages, code, page, code.equals(language)));
    main = body.appendElement("main").attr("id", "content").attr("tabindex", "-1");
    body.appendElement("footer").appendElement("p").text(made);
  }

  private void head(String title, String up) {
    var head = document.head();
    head.appendElement("meta").attr("charset", "UTF-8");
    head.appendElement("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width, initial-scale=1");
    head.appendElement("meta").attr("name", "color-scheme").attr("content", "light dark");
    head.appendElement("title").text(title);
    head.appendElement("link").attr("rel", "stylesheet").attr("href", up + "questions.css");
  }

  private static void language(Element list, String code, String page, boolean here) {
    var link = list.appendElement("a").attr("href", page).attr("lang", code);
    link.text(new ExportWords(code).word("name"));
    if (here) {
      link.attr("aria-current", "true");
    }
  }

  /** Runs this file once the page is there. */
  void script(String file) {
    document.head().appendElement("script").attr("src", file).attr("defer", "");
  }

  /** Where its content goes. */
  Element main() {
    return main;
  }

  /** The file. */
  String text() {
    return document.outerHtml() + "\n";
  }
}
