package org.klantbrug.shared.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.time.Instant;

/** {@code <k:when at="..."/>}: a moment as people say it, exact on a closer look. */
public class WhenPiece extends Piece {
  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    moment(context, to, read(context, "at", Instant.class));
  }

  /** Writes a moment; nothing for null. */
  public static void moment(FacesContext context, ResponseWriter to, Instant at)
      throws IOException {
    if (at != null) {
      var say = bean(context, Texts.class);
      to.startElement("time", null);
      to.writeAttribute("datetime", at, null);
      to.writeAttribute("title", say.exact(at), null);
      to.writeText(say.when(at), null);
      to.endElement("time");
    }
  }
}
