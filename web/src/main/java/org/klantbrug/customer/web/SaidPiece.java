package org.klantbrug.customer.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import org.klantbrug.shared.web.Piece;
import org.klantbrug.shared.web.Texts;

/** {@code <k:said text="..."/>}: what somebody said or wrote; folded if it is long. */
public class SaidPiece extends Piece {
  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    var text = text(context, "text");
    var shown = bean(context, CustomerTexts.class);
    if (shown.isLong(text)) {
      open(to, "details", "long");
      to.startElement("summary", null);
      to.writeText(shown.beginning(text) + " ", null);
      element(to, "span", "more", bean(context, Texts.class).say("timeline.whole"));
      to.endElement("summary");
      element(to, "p", "said", text);
      to.endElement("details");
    } else {
      element(to, "p", "said", text);
    }
  }
}
