package org.klantbrug.customer.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import org.klantbrug.shared.web.Piece;
import org.klantbrug.shared.web.Texts;

/**
 * {@code <k:source company="..." fileName="..." lineNo="..."/>}: where a record came from; without
 * a file it was made at our own desk.
 */
public class SourcePiece extends Piece {
  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    var say = bean(context, Texts.class);
    var fileName = text(context, "fileName");
    open(to, "span", "source");
    element(to, "span", "tag", text(context, "company"));
    to.writeText(
        " "
            + (fileName.isEmpty()
                ? say.say("timeline.own-desk")
                : say.with("timeline.from", fileName, read(context, "lineNo", Number.class))),
        null);
    to.endElement("span");
  }
}
