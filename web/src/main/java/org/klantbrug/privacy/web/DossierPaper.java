package org.klantbrug.privacy.web;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.klantbrug.privacy.Dossiers;

/**
 * A dossier on paper, for reading aloud too (PDF/UA): its font is in it, and nothing outside it is
 * ever fetched.
 */
final class DossierPaper {
  private static final String FONT = "Liberation Sans";
  private static final String FONT_FILE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final String STYLE =
      "@page { size: A4; margin: 18mm 16mm } body { font-family: '"
          + FONT
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
    var out = new ByteArrayOutputStream();
    var builder = new PdfRendererBuilder();
    builder.useExternalResourceAccessControl(
        (uri, kind) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    builder.useExternalResourceAccessControl(
        (uri, kind) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    builder.useFont(DossierPaper::font, FONT, 400, FontStyle.NORMAL, true);
    builder.usePdfUaAccessibility(true);
    builder.withHtmlContent(html(dossier), null);
    builder.toStream(out);
    try {
      builder.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static InputStream font() {
    return PDDocument.class.getResourceAsStream(FONT_FILE);
  }

  private String html(Dossiers.Dossier dossier) {
    var html = new StringBuilder(4096);
    html.append("<html lang=\"")
        .append(language)
        .append("\"><head><title>")
        .append(safe(said.get("title")))
        .append("</title><meta name=\"description\" content=\"")
        .append(safe(said.get("about")))
        .append("\"/><style>")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(safe(said.get("title")))
        .append("</h1><p>")
        .append(safe(said.get("made")))
        .append("</p><p>")
        .append(safe(said.get("about")))
        .append("</p>");
    dossier.parts().forEach(part -> write(html, part));
    return html.append("<p>")
        .append(safe(said.get("leftOut")))
        .append("</p></body></html>")
        .toString();
  }

  private void write(StringBuilder html, Dossiers.Part part) {
    html.append("<h2>").append(safe(words.place(part.table()))).append("</h2>");
    for (var row : part.rows()) {
      html.append("<table>");
      row.forEach(
          (column, value) -> {
            if (value != null && !value.toString().isEmpty()) {
              html.append("<tr><th scope=\"row\">")
                  .append(safe(words.column(column)))
                  .append("</th><td>")
                  .append(safe(value.toString()))
                  .append("</td></tr>");
            }
          });
      html.append("</table>");
    }
  }

  /** The text as it stands, whatever it holds; without what XML has no place for. */
  static String safe(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]|[\\uFFFE\\uFFFF]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
