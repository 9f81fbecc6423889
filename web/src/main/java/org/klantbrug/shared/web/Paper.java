package org.klantbrug.shared.web;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * What is printed, for reading aloud too (PDF/UA): its font is in it, and nothing outside it is
 * ever fetched.
 */
public final class Paper {
  /** The one font there is. */
  public static final String FONT = "Liberation Sans";

  private static final String FONT_FILE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private Paper() {}

  /**
   * A document as PDF.
   *
   * @param html well-formed, in {@link #FONT}, with a title, a language and a description
   */
  public static byte[] pdf(String html) {
    var out = new ByteArrayOutputStream();
    var builder = new PdfRendererBuilder();
    builder.useExternalResourceAccessControl(
        (uri, kind) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    builder.useExternalResourceAccessControl(
        (uri, kind) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    builder.useFont(Paper::font, FONT, 400, FontStyle.NORMAL, true);
    builder.usePdfUaAccessibility(true);
    builder.withHtmlContent(html, null);
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

  /** The text as it stands, whatever it holds; without what XML has no place for. */
  public static String safe(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]|[\\uFFFE\\uFFFF]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
