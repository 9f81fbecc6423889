package org.klantbrug.shared.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;

/** {@code <k:badge kind="warn" text="..."/>}: how something stands, by icon, colour and word. */
public class BadgePiece extends Piece {
  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    var kind = text(context, "kind");
    open(to, "span", "badge " + kind);
    IconPiece.icon(context, to, kind);
    to.writeText(" " + text(context, "text"), null);
    to.endElement("span");
  }
}
