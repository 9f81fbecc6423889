package org.klantbrug.transfer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.klantbrug.shared.Spoken;

/**
 * Several figures by name, in a row.
 *
 * @param figures those that are named
 */
record FigureNames(List<FigureName> figures) implements Spoken {
  /** So many names can be read in one sentence. */
  static final int NAMED = 3;

  /** The names of these lines, the first few of them. */
  static FigureNames of(List<StatementLine> lines) {
    return new FigureNames(
        lines.stream()
            .limit(NAMED)
            .map(line -> new FigureName(line.entity(), line.measure()))
            .toList());
  }

  @Override
  public String textIn(Locale language) {
    return figures.stream()
        .map(figure -> figure.textIn(language))
        .collect(Collectors.joining("; "));
  }
}
