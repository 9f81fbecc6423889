package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.klantbrug.work.WorkItems;

/**
 * What tells tasks of a short list from each other where their names do not: ten items of one
 * merger read the same. Of others nothing is asked, as whose they are would be written down.
 */
@Named
@RequestScoped
public class AlikeTasks {
  @Inject @Any private Instance<WorkAbout> abouts;

  private Map<String, Map<Long, WorkAbout.Whom>> known;

  /**
   * The words that tell a task from the others.
   *
   * @param shown the whole list
   * @return empty if it is the only one of its name
   */
  public String words(List<WorkItems.Line> shown, WorkItems.Line task) {
    if (known == null) {
      known = WorkCells.named(alike(shown), abouts);
    }
    var about = known.getOrDefault(task.subjectKind(), Map.of()).get(task.subjectId());
    return about == null || about.words() == null ? "" : about.words();
  }

  static List<WorkItems.Line> alike(List<WorkItems.Line> shown) {
    return shown.stream()
        .filter(one -> shown.stream().filter(other -> isNamed(other, one)).count() > 1)
        .toList();
  }

  private static boolean isNamed(WorkItems.Line other, WorkItems.Line one) {
    return other.kind().equals(one.kind()) && other.subjectName().equals(one.subjectName());
  }
}
