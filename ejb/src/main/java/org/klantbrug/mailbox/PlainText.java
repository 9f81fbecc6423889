package org.klantbrug.mailbox;

import org.jsoup.Jsoup;

/** The words of HTML, with its lines and without all else. */
final class PlainText {
  private static final String LINES =
      "p,div,tr,li,h1,h2,h3,h4,h5,h6,blockquote,pre,table,ul,ol,hr,section,article";

  /** Stands for a line end while blanks are made one. */
  private static final String LINE = "\u2028";

  private PlainText() {}

  static String of(String html) {
    var page = Jsoup.parse(html);
    page.select("script,style,head,template").remove();
    page.select("br").forEach(each -> each.after(LINE));
    page.select(LINES).forEach(each -> each.before(LINE).after(LINE));
    return page.text()
        .replace('\u00a0', ' ')
        .replaceAll(" *" + LINE + " *", "\n")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }
}
