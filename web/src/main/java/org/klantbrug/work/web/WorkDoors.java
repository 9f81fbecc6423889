package org.klantbrug.work.web;

import java.util.List;
import org.klantbrug.work.WorkItems;

/**
 * Where tasks lead whose page cannot be told from their kind alone. A context that has such tasks
 * has a bean that says it; all others are a line in {@link WorkSubjects}.
 */
public interface WorkDoors {
  /**
   * A page that belongs to a task, as a button on the page of the task.
   *
   * @param page by which it is asked who may open it, such as {@code /mail}
   * @param rest of its address, from the question mark on; empty if it has none
   * @param words key of what the button says
   * @param answers whether the task is answered by doing on that page what it asks for
   */
  record Door(String page, String rest, String words, boolean answers) {
    /** The whole address, within the application. */
    public String address() {
      return page + rest;
    }
  }

  /** The pages of this task, the first one first; none for tasks of others. */
  List<Door> of(WorkItems.Line task);
}
