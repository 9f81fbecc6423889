package org.klantbrug.contact.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import org.klantbrug.contact.Document;
import org.klantbrug.shared.web.Texts;

/** A document of which only the index line is here, in words. */
@Named("documentWords")
@RequestScoped
public class DocumentWords {
  private static final BigDecimal THOUSAND = new BigDecimal(1000);

  /** Types of the IANA register that offices use; others are shown as they were delivered. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("application/pdf", "pdf"),
          Map.entry("image/jpeg", "picture"),
          Map.entry("image/png", "picture"),
          Map.entry("image/tiff", "scan"),
          Map.entry("application/msword", "text"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text"),
          Map.entry("application/vnd.ms-excel", "sheet"),
          Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sheet"),
          Map.entry("message/rfc822", "mail"),
          Map.entry("application/vnd.ms-outlook", "mail"),
          Map.entry("text/plain", "text"),
          Map.entry("text/html", "page"));

  @Inject private Texts say;

  /** For the container. */
  protected DocumentWords() {}

  DocumentWords(Texts say) {
    this.say = say;
  }

  /** What it is and how big, for example "PDF, 412 kB"; empty if neither was delivered. */
  public String kind(Document document) {
    var type = document.mediaType() == null ? "" : document.mediaType().strip();
    var known = KINDS.get(type.toLowerCase(Locale.ROOT));
    var kind = known == null ? type : say.say("document.kind." + known);
    var size = document.sizeBytes() == null ? "" : size(document.sizeBytes());
    return kind.isEmpty() || size.isEmpty() ? kind + size : kind + ", " + size;
  }

  /** In kB or MB of a thousand, as file managers do. */
  private String size(long bytes) {
    var thousands = new BigDecimal(bytes).divide(THOUSAND, 1, RoundingMode.HALF_UP);
    return thousands.compareTo(THOUSAND) < 0
        ? say.say("document.size.kb", say.number(thousands.setScale(0, RoundingMode.CEILING)))
        : say.say(
            "document.size.mb", say.number(thousands.divide(THOUSAND, 1, RoundingMode.HALF_UP)));
  }

  /** Whether the place that was delivered is an address that a browser can go to. */
  public boolean isAddress(Document document) {
    return document.location() != null && document.location().matches("(?i)https?://[^\\s]+");
  }
}
