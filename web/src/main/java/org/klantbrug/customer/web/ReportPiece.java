package org.klantbrug.customer.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import org.klantbrug.customer.Correction;
import org.klantbrug.shared.web.IconPiece;
import org.klantbrug.shared.web.Piece;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.shared.web.WhenPiece;

/** {@code <k:report value="..."/>}: a report that something is wrong, and what became of it. */
public class ReportPiece extends Piece {
  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    report(context, to, read(context, "value", Correction.class));
  }

  /** Writes a report; nothing for null. */
  public static void report(FacesContext context, ResponseWriter to, Correction report)
      throws IOException {
    if (report == null) {
      return;
    }
    open(to, "p", "report " + style(report));
    IconPiece.icon(context, to, "flag");
    to.startElement("span", null);
    element(
        to,
        "strong",
        "",
        bean(context, Texts.class).code("customer.correction.state.", report.state()));
    to.writeText(" " + report.wrong() + " ", null);
    open(to, "span", "by");
    to.writeText(report.reportedBy() + ", ", null);
    WhenPiece.moment(context, to, report.reportedAt());
    to.endElement("span");
    if (!report.open()) {
      decision(context, to, report);
    }
    to.endElement("span");
    to.endElement("p");
  }

  private static void decision(FacesContext context, ResponseWriter to, Correction report)
      throws IOException {
    to.startElement("br", null);
    to.endElement("br");
    to.writeText(report.decidedBy() + ", ", null);
    WhenPiece.moment(context, to, report.decidedAt());
    if (report.decidedBecause() != null) {
      to.writeText(" " + report.decidedBecause(), null);
    }
  }

  private static String style(Correction report) {
    return report.open() ? "warn" : report.state().equals("ACCEPTED") ? "good" : "info";
  }
}
