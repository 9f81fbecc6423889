package org.klantbrug.report.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.List;
import org.klantbrug.shared.web.Piece;

/**
 * {@code <k:weeks of="..." title="..." about="..."/>}: what came in and what was closed, two
 * columns a week. The table beside it says the same in numbers; {@code about} says it in a line.
 */
public class WeeksPiece extends Piece {
  private static final int WIDE = 10;
  private static final int HIGH = 100;

  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    var weeks =
        ((List<?>) read(context, "of", List.class))
            .stream().map(ReportsPage.Week.class::cast).toList();
    var most =
        Math.max(
            1,
            weeks.stream()
                .mapToLong(each -> Math.max(each.received(), each.closed()))
                .max()
                .orElse(0));
    open(to, "svg", "weeks");
    to.writeAttribute("viewBox", "0 0 " + WIDE * Math.max(1, weeks.size()) + " " + HIGH, null);
    to.writeAttribute("preserveAspectRatio", "none", null);
    to.writeAttribute("role", "img", null);
    to.writeAttribute("aria-label", text(context, "title") + " " + text(context, "about"), null);
    for (var at = 0; at < weeks.size(); at++) {
      column(to, "received", at * WIDE + 1, weeks.get(at).received(), most);
      column(to, "closed", at * WIDE + 5, weeks.get(at).closed(), most);
    }
    to.endElement("svg");
  }

  private static void column(ResponseWriter to, String style, int from, long count, long most)
      throws IOException {
    var height = Math.round(HIGH * 10.0 * count / most) / 10.0;
    open(to, "rect", style);
    to.writeAttribute("x", from, null);
    to.writeAttribute("y", HIGH - height, null);
    to.writeAttribute("width", 4, null);
    to.writeAttribute("height", height, null);
    to.endElement("rect");
  }
}
