package org.klantbrug.desk.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import org.klantbrug.customer.web.ReportPiece;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.web.Me;
import org.klantbrug.shared.web.IconPiece;
import org.klantbrug.shared.web.Piece;
import org.klantbrug.shared.web.Texts;

/**
 * {@code <k:flag subject="CONTACT" about="#{item.id}"/>}: the newest report about a record, and
 * "this is wrong" where none is open. The form itself stands in the template, where it was asked
 * for.
 */
public class FlagPiece extends Piece {
  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    var page = bean(context, OneCustomerPage.class);
    var subject = text(context, "subject");
    var about = text(context, "about");
    var report = page.report(subject, about);
    ReportPiece.report(context, to, report);
    if (mayCorrect(context)
        && (report == null || !report.open())
        && !page.reporting(subject, about)) {
      open(to, "a", "flag");
      to.writeAttribute("href", page.reportAddress(subject, about), null);
      IconPiece.icon(context, to, "flag");
      to.writeText(" " + bean(context, Texts.class).say("customer.wrong"), null);
      to.endElement("a");
    }
  }

  private static boolean mayCorrect(FacesContext context) {
    return bean(context, Me.class).may(Action.CUSTOMER_CORRECT.name());
  }
}
