package org.klantbrug.shared.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;

/** {@code <k:icon name="flag"/>}: a drawing that readers of the screen need not hear. */
public class IconPiece extends Piece {
  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    icon(context, to, text(context, "name"));
  }

  /** Writes an icon. */
  public static void icon(FacesContext context, ResponseWriter to, String name) throws IOException {
    open(to, "svg", "icon");
    to.writeAttribute("aria-hidden", "true", null);
    to.startElement("use", null);
    to.writeAttribute("href", sheet(context) + name, null);
    to.endElement("use");
    to.endElement("svg");
  }

  private static String sheet(FacesContext context) {
    return context.getExternalContext().getRequestContextPath()
        + "/assets/icons.svg?v="
        + bean(context, Assets.class).getVersion()
        + "#";
  }
}
