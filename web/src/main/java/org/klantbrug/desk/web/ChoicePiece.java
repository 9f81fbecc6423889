package org.klantbrug.desk.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.List;
import org.klantbrug.shared.web.Piece;
import org.klantbrug.shared.web.Texts;

/**
 * {@code <k:choice name="emotion" label="..." codes="#{...}" family="contact.emotion." first=""
 * blank="..."/>}: a choice of the note, as it was made before. {@code first} is chosen until then;
 * {@code blank}, if it is given, is what choosing nothing is called.
 */
public class ChoicePiece extends Piece {
  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    var name = text(context, "name");
    to.startElement("div", null);
    to.startElement("label", null);
    to.writeAttribute("for", "n-" + name, null);
    to.writeText(text(context, "label"), null);
    to.endElement("label");
    to.startElement("select", null);
    to.writeAttribute("id", "n-" + name, null);
    to.writeAttribute("name", name, null);
    options(context, to, name);
    to.endElement("select");
    to.endElement("div");
  }

  private void options(FacesContext context, ResponseWriter to, String name) throws IOException {
    var blank = text(context, "blank");
    if (!blank.isEmpty()) {
      option(to, "", blank, false);
    }
    var note = bean(context, CustomerNote.class);
    var say = bean(context, Texts.class);
    var first = text(context, "first");
    var family = text(context, "family");
    for (var code : (List<?>) read(context, "codes", List.class)) {
      option(to, code.toString(), say.code(family, code), note.chosen(name, code.toString(), first));
    }
  }

  private static void option(ResponseWriter to, String value, String text, boolean chosen)
      throws IOException {
    to.startElement("option", null);
    to.writeAttribute("value", value, null);
    if (chosen) {
      to.writeAttribute("selected", "selected", null);
    }
    to.writeText(text, null);
    to.endElement("option");
  }
}
