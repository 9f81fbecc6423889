package org.klantbrug.privacy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A table in which something of a person may stand, and what becomes of each of its columns.
 *
 * @param why why nothing of a person is in it; null where something is
 */
record Place(String table, Reach reach, Map<Fate, List<String>> columns, String why) {
  /** What becomes of a column. */
  enum Fate {
    /** Shown in a dossier, emptied by an erasure. */
    PERSON,
    /** As a person's value; a dash takes its place, as something was said there. */
    WORDS,
    /** As words, and not shown: they are about others too. */
    WORDS_TRACE,
    /** As a person's value: a whole row of {@code customer_identity}, as it was before. */
    IMAGE,
    /** As words, in a table to which the application only adds. */
    SEALED,
    /** As sealed, and not shown. */
    SEALED_TRACE,
    /** Not shown: it serves searching, or is about others. Emptied by an erasure. */
    TRACE,
    /** Shown, and stays: keys, dates, codes and amounts. */
    KEPT,
    /** Not shown, and stays: what only we work with. */
    HIDDEN
  }

  List<String> of(Fate fate) {
    return columns.getOrDefault(fate, List.of());
  }

  /** What a dossier shows; nothing of what is about two people, and no files. */
  List<String> shown() {
    return reach == Reach.PAIR || reach == Reach.ATTACHMENT_CONTENT
        ? List.of()
        : Stream.of(Fate.KEPT, Fate.PERSON, Fate.IMAGE, Fate.WORDS, Fate.SEALED)
            .flatMap(fate -> of(fate).stream())
            .toList();
  }

  /** Columns that an erasure empties, but for those that only the database itself may. */
  List<String> emptied() {
    return Stream.of(Fate.PERSON, Fate.IMAGE, Fate.WORDS, Fate.WORDS_TRACE, Fate.TRACE)
        .flatMap(fate -> of(fate).stream())
        .toList();
  }

  /** Columns that only the database itself may empty, for an erasure that two people decided. */
  List<String> sealed() {
    return Stream.of(Fate.SEALED, Fate.SEALED_TRACE).flatMap(fate -> of(fate).stream()).toList();
  }

  Fate fateOf(String column) {
    return columns.entrySet().stream()
        .filter(each -> each.getValue().contains(column))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** All columns that the catalogue knows. */
  List<String> all() {
    return columns.values().stream().flatMap(List::stream).toList();
  }
}
