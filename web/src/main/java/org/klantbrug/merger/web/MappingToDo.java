package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.klantbrug.merger.TargetField;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Texts;

/** Says, with the names that people know, what keeps a mapping from being confirmed. */
@RequestScoped
class MappingToDo {
  /** Said of all columns or fields together, not of each. */
  private static final Set<String> TOGETHER =
      Set.of("mapping.undecided", "mapping.required", "mapping.field-twice");

  @Inject private Texts say;

  /** A sentence for each thing to do; empty if it can be confirmed. */
  List<String> of(Mapping mapping) {
    var sentences = new ArrayList<String>();
    add(sentences, "file.to-choose", undecided(mapping));
    add(sentences, "file.to-feed", names(missing(mapping)));
    add(sentences, "file.to-feed-once", names(twice(mapping)));
    mapping.obstacles().stream()
        .filter(obstacle -> !TOGETHER.contains(obstacle.key()))
        .forEach(obstacle -> sentences.add(obstacle.textIn(say.locale())));
    return sentences;
  }

  /**
   * Refuses a mapping that is not finished.
   *
   * @throws RuleBroken {@code mapping.not-finished}; what is to be done stands on the page
   */
  void refuse(Mapping mapping) {
    if (!of(mapping).isEmpty()) {
      throw new RuleBroken("mapping.not-finished");
    }
  }

  private void add(List<String> sentences, String key, List<String> what) {
    if (!what.isEmpty()) {
      sentences.add(say.say(key, what.size(), String.join(", ", what)));
    }
  }

  private static List<String> undecided(Mapping mapping) {
    return mapping.columns().stream()
        .filter(column -> column.use() == Mapping.Use.UNDECIDED)
        .map(Mapping.Column::source)
        .toList();
  }

  private static List<String> missing(Mapping mapping) {
    var fed = fed(mapping);
    return mapping.entity().fields().stream()
        .filter(field -> field.required() && !fed.contains(field.column()))
        .map(TargetField::column)
        .toList();
  }

  private static List<String> twice(Mapping mapping) {
    return fed(mapping).stream()
        .collect(Collectors.groupingBy(field -> field, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(field -> field.getValue() > 1)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static List<String> fed(Mapping mapping) {
    return mapping.columns().stream()
        .flatMap(column -> column.targets().stream())
        .map(Mapping.Target::column)
        .toList();
  }

  private List<String> names(List<String> fields) {
    return fields.stream().map(field -> say.code("field.", field)).toList();
  }
}
