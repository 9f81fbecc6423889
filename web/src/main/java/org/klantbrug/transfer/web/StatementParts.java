package org.klantbrug.transfer.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.klantbrug.transfer.StatementLine;

/**
 * The figures of a statement in the order in which people read them.
 *
 * @param lines all of the statement
 */
record StatementParts(List<StatementLine> lines) {
  /**
   * The figures of one entity, or those that the other company's books give of all.
   *
   * @param entity null for what their books say
   */
  public record Part(String entity, List<StatementLine> lines) {
    /** What differs, the unexplained first. */
    public List<StatementLine> differing() {
      return lines.stream()
          .filter(line -> !line.balances())
          .sorted(Comparator.comparing(line -> !line.unexplained()))
          .toList();
    }

    /** Whether a total of their books is of the records delivered, and not of all they have. */
    public boolean isOfChanges() {
      return lines.stream().anyMatch(line -> line.measure().startsWith("CONTROL_DELTA_"));
    }

    /** What agrees on both sides. */
    public List<StatementLine> balanced() {
      return lines.stream().filter(StatementLine::balances).toList();
    }
  }

  /** What their books say, then each entity. */
  List<Part> parts() {
    var parts = new LinkedHashMap<String, List<StatementLine>>();
    parts.put("", new ArrayList<>());
    for (var line : lines) {
      parts
          .computeIfAbsent(line.ofTheirBooks() ? "" : line.entity(), none -> new ArrayList<>())
          .add(line);
    }
    return parts.entrySet().stream()
        .filter(part -> !part.getValue().isEmpty())
        .map(part -> new Part(part.getKey().isEmpty() ? null : part.getKey(), part.getValue()))
        .toList();
  }

  /** What differs without a why, from the top of the page down. */
  List<StatementLine> toExplain() {
    return parts().stream()
        .flatMap(part -> part.differing().stream())
        .filter(StatementLine::unexplained)
        .toList();
  }
}
