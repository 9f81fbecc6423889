package org.klantbrug.privacy.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.privacy.Dossiers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Paper;

/**
 * A dossier on paper: a letter to the customer with his rights, and then all of it in his words, to
 * be read aloud too (PDF/UA). Its font is in it, and nothing outside it is ever fetched.
 */
final class DossierPaper {
  private static final String PARTY = "customer_party";
  private static final String LOG = "audit_event";

  /** So many texts tell him his rights. */
  private static final int RIGHTS = 4;

  private static final String STYLE =
      "@page { size: A4; margin: 18mm 18mm 20mm; @bottom-right { content: counter(page) ' / ' counter(pages); font-family: '"
          + Paper.FONT
          + "'; font-size: 8pt; color: #555 } } body { font-family: '"
          + Paper.FONT
          + "'; font-size: 10pt; line-height: 1.45 } h1 { font-size: 18pt; font-weight: normal; margin: 8mm 0 5mm }"
          + " h2 { font-size: 15pt; font-weight: normal; margin: 0 0 3mm; page-break-before: always; }"
          + " h2.here { font-size: 12pt; page-break-before: auto; margin: 5mm 0 1mm }"
          + " h3 { font-size: 11.5pt; font-weight: normal; margin: 6mm 0 2mm; border-bottom: 0.5pt solid #888; page-break-after: avoid }"
          + " .from { font-size: 13pt } .to { margin: 8mm 0 6mm } ul { margin: 0; padding-left: 5mm } li { margin: 0 0 1.5mm }"
          + " table { width: 100%; margin: 0 0 3.5mm; border-collapse: collapse; page-break-inside: avoid }"
          + " th { text-align: left; font-weight: normal; color: #555; width: 34%; vertical-align: top; padding: 0.4mm 2mm 0.4mm 0 }"
          + " td { vertical-align: top; padding: 0.4mm 0; white-space: pre-wrap }";

  private final PaperWords words;

  /** Where questions go; empty if there is no mailbox. */
  private final String mailbox;

  DossierPaper(PaperWords words, String mailbox) {
    this.words = words;
    this.mailbox = mailbox;
  }

  byte[] pdf(Dossiers.Paper paper) {
    return Paper.pdf(html(paper));
  }

  private String html(Dossiers.Paper paper) {
    var chapters = DossierSheet.of(paper.dossier());
    var title = Paper.safe(words.tell("title", paper.company()));
    var html = new StringBuilder(16_384);
    html.append("<html lang=\"").append(words.language()).append("\"><head><title>").append(title);
    html.append("</title><meta name=\"description\" content=\"").append(title);
    html.append("\"/><style>").append(STYLE).append("</style></head><body>");
    letter(html, paper, title, chapters.keySet().stream().toList());
    chapters.forEach(
        (chapter, parts) -> {
          html.append("<h2>").append(Paper.safe(words.tell("chapter." + chapter))).append("</h2>");
          parts.forEach(part -> write(html, part, paper));
        });
    return html.append("</body></html>").toString();
  }

  private void letter(
      StringBuilder html, Dossiers.Paper paper, String title, List<DossierSheet.Chapter> chapters) {
    var party = party(paper.dossier());
    var name = name(party);
    var madeOn = words.day(paper.dossier().madeAt().atZone(BusinessClock.ZONE).toLocalDate());
    html.append("<div class=\"from\">").append(Paper.safe(paper.company())).append("</div>");
    html.append("<div class=\"to\">").append(String.join("<br/>", addressed(party, name)));
    html.append("</div><div>")
        .append(Paper.safe(words.tell("day")))
        .append(": ")
        .append(Paper.safe(madeOn));
    html.append("<br/>").append(Paper.safe(words.tell("number"))).append(": ");
    html.append(Paper.safe(paper.dossier().number()))
        .append("</div><h1>")
        .append(title)
        .append("</h1>");
    say(html, name.isEmpty() ? words.tell("greeting-nameless") : words.tell("greeting", name));
    say(html, words.tell("why", paper.company(), madeOn));
    say(html, words.tell("for-what"));
    html.append("<h2 class=\"here\">")
        .append(Paper.safe(words.tell("rights-title")))
        .append("</h2>");
    list(html, Stream.iterate(0, right -> right + 1).limit(RIGHTS).map(right -> "right." + right));
    say(html, mailbox.isEmpty() ? words.tell("ask-us") : words.tell("ask", mailbox));
    html.append("<p>").append(Paper.safe(words.tell("regards"))).append("<br/>");
    html.append(Paper.safe(paper.company())).append("</p>");
    html.append("<h2 class=\"here\">").append(Paper.safe(words.tell("contents"))).append("</h2>");
    list(html, chapters.stream().map(chapter -> "chapter." + chapter));
    say(html, words.tell("left-out"));
  }

  private static void say(StringBuilder html, String text) {
    html.append("<p>").append(Paper.safe(text)).append("</p>");
  }

  private void list(StringBuilder html, Stream<String> texts) {
    html.append("<ul>");
    texts.forEach(text -> html.append("<li>").append(Paper.safe(words.tell(text))).append("</li>"));
    html.append("</ul>");
  }

  /** The customer as we know him from both companies; empty if he is of none. */
  private static Map<String, Object> party(Dossiers.Dossier dossier) {
    return dossier.parts().stream()
        .filter(part -> part.table().equals(PARTY))
        .flatMap(part -> part.rows().stream())
        .filter(row -> dossier.number().equals(row.get("number")))
        .findFirst()
        .map(row -> (Map<String, Object>) row)
        .orElse(Map.of());
  }

  private static String name(Map<String, Object> party) {
    var person = joined(party, first(party, "given_name", "initials"), "prefix", "family_name");
    return person.isEmpty()
        ? joined(party, first(party, "full_name", "organisation_name"))
        : person;
  }

  private static List<String> addressed(Map<String, Object> party, String name) {
    return Stream.of(
            name,
            joined(party, "street", "house_number", "house_number_addition"),
            joined(party, "address_line"),
            joined(party, "postcode", "city"))
        .filter(line -> !line.isBlank())
        .map(Paper::safe)
        .toList();
  }

  private static String first(Map<String, Object> party, String one, String other) {
    return joined(party, one).isEmpty() ? other : one;
  }

  private static String joined(Map<String, Object> party, String... fields) {
    return Stream.of(fields)
        .map(party::get)
        .filter(value -> value != null && !value.toString().isBlank())
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  private void write(StringBuilder html, DossierSheet.Part part, Dossiers.Paper paper) {
    html.append("<h3>").append(Paper.safe(words.place(part.table()))).append("</h3>");
    if (part.table().equals(LOG)) {
      html.append("<table style=\"page-break-inside: auto\">");
      part.rows()
          .forEach(
              row ->
                  line(
                      html,
                      words.value(LOG, "at", row.get("at")),
                      words.logged(row.get("action"), row.get("purpose"))));
      html.append("</table>");
    } else {
      part.rows().forEach(row -> card(html, part.table(), row, paper.companies()));
    }
  }

  private void card(
      StringBuilder html, String table, Map<String, Object> row, Map<Long, String> companies) {
    html.append("<table>");
    row.forEach(
        (column, value) -> {
          if (column.equals("id")) {
            var company = companies.get(((Number) value).longValue());
            line(html, words.tell("company"), company == null ? "" : company);
          } else {
            line(html, words.column(column), words.value(table, column, value));
          }
        });
    html.append("</table>");
  }

  private static void line(StringBuilder html, String label, String value) {
    if (!value.isBlank()) {
      html.append("<tr><th scope=\"row\">").append(Paper.safe(label)).append("</th><td>");
      html.append(Paper.safe(value)).append("</td></tr>");
    }
  }
}
