package org.klantbrug.sla.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.time.Instant;
import org.klantbrug.shared.web.IconPiece;
import org.klantbrug.shared.web.Piece;
import org.klantbrug.shared.web.Texts;

/**
 * {@code <k:due at="..." for="OUTCOME" since="..."/>}: by when something must be done, counting
 * down; on a closer look the exact moment, what is waited for and since when. What is late says so
 * by icon, colour and word.
 */
public class DuePiece extends Piece {
  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    var at = read(context, "at", Instant.class);
    if (at == null) {
      return;
    }
    var say = bean(context, Texts.class);
    var urgency = say.urgency(at);
    to.startElement("time", null);
    to.writeAttribute("datetime", at, null);
    to.writeAttribute("class", "due " + urgency, null);
    to.writeAttribute("title", why(context, say, at), null);
    if (!urgency.isEmpty()) {
      IconPiece.icon(context, to, urgency);
      to.writeText(" ", null);
    }
    to.writeText(say.left(at), null);
    to.endElement("time");
  }

  private String why(FacesContext context, Texts say, Instant at) {
    var stage = text(context, "for");
    var since = read(context, "since", Instant.class);
    return stage.isEmpty() || since == null
        ? say.exact(at)
        : say.say("due.why", say.exact(at), say.code("stage.", stage), say.when(since));
  }
}
