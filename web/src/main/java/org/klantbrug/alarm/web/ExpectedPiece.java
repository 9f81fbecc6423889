package org.klantbrug.alarm.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.klantbrug.alarm.EarlyWarning;
import org.klantbrug.shared.web.Piece;

/**
 * {@code <k:expected of="..." title="..." about="..."/>}: what came in per day as columns, with
 * what was expected and the limit as lines. The table beside it says the same in numbers.
 */
public class ExpectedPiece extends Piece {
  private static final int WIDE = 10;
  private static final int HIGH = 100;

  @Override
  protected void write(FacesContext context, ResponseWriter to) throws IOException {
    var days =
        ((List<?>) read(context, "of", List.class))
            .stream().map(EarlyWarning.Day.class::cast).toList();
    var most =
        days.stream()
            .mapToDouble(day -> Math.max(day.most(), day.counted() == null ? 0 : day.counted()))
            .max()
            .orElse(1);
    open(to, "svg", "expected-of");
    to.writeAttribute("viewBox", "0 0 " + WIDE * Math.max(1, days.size()) + " " + HIGH, null);
    to.writeAttribute("preserveAspectRatio", "none", null);
    to.writeAttribute("role", "img", null);
    to.writeAttribute("aria-label", text(context, "title") + " " + text(context, "about"), null);
    for (var at = 0; at < days.size(); at++) {
      column(to, at, days.get(at), Math.max(1, most));
    }
    line(to, "expected", days, Math.max(1, most), EarlyWarning.Day::expected);
    line(to, "most", days, Math.max(1, most), EarlyWarning.Day::most);
    to.endElement("svg");
  }

  private static void column(ResponseWriter to, int at, EarlyWarning.Day day, double most)
      throws IOException {
    if (day.counted() == null || day.counted() == 0) {
      return;
    }
    var height = rounded(HIGH * day.counted() / most);
    open(to, "rect", day.isOver() ? "over" : "counted");
    to.writeAttribute("x", at * WIDE + 1, null);
    to.writeAttribute("y", rounded(HIGH - height), null);
    to.writeAttribute("width", WIDE - 2, null);
    to.writeAttribute("height", height, null);
    to.endElement("rect");
  }

  private static void line(
      ResponseWriter to,
      String style,
      List<EarlyWarning.Day> days,
      double most,
      ToDoubleFunction<EarlyWarning.Day> value)
      throws IOException {
    var points = new StringBuilder();
    for (var at = 0; at < days.size(); at++) {
      points.append(
          String.format(
              Locale.ROOT,
              "%d,%.1f ",
              at * WIDE + WIDE / 2,
              HIGH - HIGH * value.applyAsDouble(days.get(at)) / most));
    }
    open(to, "polyline", style);
    to.writeAttribute("points", points.toString().strip(), null);
    to.writeAttribute("vector-effect", "non-scaling-stroke", null);
    to.endElement("polyline");
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
