package org.klantbrug.privacy.web;

import java.util.Map;
import org.klantbrug.privacy.Dossiers;
import org.klantbrug.shared.web.Paper;

/** A dossier on paper. */
final class DossierPaper {
  private static final String STYLE =
      "@page { size: A4; margin: 18mm 16mm } body { font-family: '"
          + Paper.FONT
          + "'; font-size: 10pt; line-height: 1.4 } h1 { font-size: 18pt; font-weight: normal; margin: 0 0 4mm }"
          + " h2 { font-size: 13pt; font-weight: normal; margin: 7mm 0 2mm; border-bottom: 0.5pt solid #888 }"
          + " table { width: 100%; margin: 0 0 4mm; border-collapse: collapse; page-break-inside: avoid }"
          + " th { text-align: left; font-weight: normal; color: #555; width: 38%; vertical-align: top; padding: 0.4mm 2mm 0.4mm 0 }"
          + " td { vertical-align: top; padding: 0.4mm 0 }";

  private final PrivacyWords words;
  private final Map<String, String> said;
  private final String language;

  /**
   * @param said the texts around the parts: title, about, made, leftOut
   */
  DossierPaper(PrivacyWords words, Map<String, String> said, String language) {
    this.words = words;
    this.said = said;
    this.language = language;
  }

  byte[] pdf(Dossiers.Dossier dossier) {
    return Paper.pdf(html(dossier));
  }

  private String html(Dossiers.Dossier dossier) {
    var html = new StringBuilder(4096);
    html.append("<html lang=\"")
        .append(language)
        .append("\"><head><title>")
        .append(Paper.safe(said.get("title")))
        .append("</title><meta name=\"description\" content=\"")
        .append(Paper.safe(said.get("about")))
        .append("\"/><style>")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(Paper.safe(said.get("title")))
        .append("</h1><p>")
        .append(Paper.safe(said.get("made")))
        .append("</p><p>")
        .append(Paper.safe(said.get("about")))
        .append("</p>");
    dossier.parts().forEach(part -> write(html, part));
    return html.append("<p>")
        .append(Paper.safe(said.get("leftOut")))
        .append("</p></body></html>")
        .toString();
  }

  private void write(StringBuilder html, Dossiers.Part part) {
    html.append("<h2>").append(Paper.safe(words.place(part.table()))).append("</h2>");
    for (var row : part.rows()) {
      html.append("<table>");
      row.forEach(
          (column, value) -> {
            if (value != null && !value.toString().isEmpty()) {
              html.append("<tr><th scope=\"row\">")
                  .append(Paper.safe(words.column(column)))
                  .append("</th><td>")
                  .append(Paper.safe(value.toString()))
                  .append("</td></tr>");
            }
          });
      html.append("</table>");
    }
  }
}
