package org.klantbrug.work.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.WorkItems;

/**
 * Tasks as lines of a sheet: their names, then the columns that the reader sees, as he sees them.
 */
final class WorkCells {
  private static final WorkAbout.Whom NOBODY = new WorkAbout.Whom(null, null, null);

  private final Texts texts;
  private final List<String> columns;
  private final List<WorkItems.Line> tasks;
  private final Map<String, Map<Long, WorkAbout.Whom>> whom;

  /**
   * Of these tasks.
   *
   * @param columns codes, in their order
   * @param abouts who can say whom tasks are about; asked only if the columns show it
   */
  WorkCells(
      Texts texts, List<String> columns, List<WorkItems.Line> tasks, Iterable<WorkAbout> abouts) {
    this.texts = texts;
    this.columns = columns;
    this.tasks = tasks;
    this.whom =
        columns.stream().anyMatch(List.of("subject", "customer")::contains)
            ? named(tasks, abouts)
            : Map.of();
  }

  /** By kind and key of their subjects, whom tasks are about. */
  static Map<String, Map<Long, WorkAbout.Whom>> named(
      List<WorkItems.Line> tasks, Iterable<WorkAbout> abouts) {
    return StreamSupport.stream(abouts.spliterator(), false)
        .collect(Collectors.toMap(WorkAbout::kind, about -> named(tasks, about)));
  }

  private static Map<Long, WorkAbout.Whom> named(List<WorkItems.Line> tasks, WorkAbout about) {
    var ids =
        tasks.stream()
            .filter(line -> line.subjectKind().equals(about.kind()))
            .map(WorkItems.Line::subjectId)
            .distinct()
            .toList();
    return ids.isEmpty() ? Map.of() : about.of(ids);
  }

  /**
   * The names of the columns, and a line for each task.
   *
   * @param done whether it is a list of what was done
   */
  List<List<Object>> lines(boolean done) {
    return Stream.concat(Stream.of(header(done)), tasks.stream().map(task -> cells(task, done)))
        .toList();
  }

  private List<Object> header(boolean done) {
    var cells = new ArrayList<Object>(List.of(texts.say("work.what")));
    columns.forEach(
        column -> {
          cells.add(texts.say(WorkColumns.heading(column, done)));
          switch (column) {
            case "subject" -> cells.add(texts.say("work.column.words"));
            case "customer" -> cells.add(texts.say("complaint.company"));
            case "who" -> {
              if (done) {
                cells.add(texts.say("work.by"));
              }
            }
            default -> {} // one cell
          }
        });
    return cells;
  }

  private List<Object> cells(WorkItems.Line task, boolean done) {
    var about =
        whom.getOrDefault(task.subjectKind(), Map.of()).getOrDefault(task.subjectId(), NOBODY);
    var cells = new ArrayList<Object>(List.of(texts.code("step.", task.kind())));
    columns.forEach(column -> cells.addAll(cells(column, task, about, done)));
    return cells;
  }

  private List<Object> cells(
      String column, WorkItems.Line task, WorkAbout.Whom about, boolean done) {
    return switch (column) {
      case "subject" -> Arrays.asList(task.subjectName(), about.words());
      case "customer" -> Arrays.asList(about.customer(), about.company());
      case "role" -> Arrays.asList(texts.code("role.", task.role()));
      case "due" -> Arrays.asList(task.dueAt());
      case "priority" -> Arrays.asList(texts.code("work.priority.", task.priority()));
      case "who" ->
          done
              ? Arrays.asList(texts.code("outcome.", task.outcome()), task.completedBy())
              : Arrays.asList(task.claimedBy());
      case "since" -> Arrays.asList(done ? task.completedAt() : task.createdAt());
      default -> throw new IllegalArgumentException(column);
    };
  }
}
