package org.klantbrug.report.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import org.klantbrug.shared.web.Piece;

/**
 * {@code <k:bar good="3" bad="1" of="8"/>}: two parts of a figure as a bar beside the numbers that
 * say the same; {@code of} is as long as the bar can be.
 */
public class BarPiece extends Piece {
  private static final int LENGTH = 100;

  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    var of = Math.max(1, number(context, "of"));
    var good = part(number(context, "good"), of);
    open(to, "svg", "bar-of");
    to.writeAttribute("viewBox", "0 0 " + LENGTH + " 4", null);
    to.writeAttribute("preserveAspectRatio", "none", null);
    to.writeAttribute("aria-hidden", "true", null);
    rectangle(to, "good", 0, good);
    rectangle(to, "bad", good, part(number(context, "bad"), of));
    to.endElement("svg");
  }

  private long number(FacesContext context, String attribute) {
    var value = read(context, attribute, Number.class);
    return value == null ? 0 : value.longValue();
  }

  private static double part(long count, long of) {
    return Math.round(LENGTH * 100.0 * count / of) / 100.0;
  }

  private static void rectangle(ResponseWriter to, String style, double from, double width)
      throws IOException {
    if (width > 0) {
      open(to, "rect", style);
      to.writeAttribute("x", from, null);
      to.writeAttribute("y", 0, null);
      to.writeAttribute("width", width, null);
      to.writeAttribute("height", 4, null);
      to.endElement("rect");
    }
  }
}
