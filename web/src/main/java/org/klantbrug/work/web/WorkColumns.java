package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import org.klantbrug.work.WantedWork;
import org.klantbrug.work.WantedWork.Whose;

/** What a task shows besides its name. */
@Named
@RequestScoped
public class WorkColumns extends ChosenColumns {
  private static final List<String> ALL =
      List.of("subject", "customer", "role", "due", "priority", "who", "since");

  /** The priority that matters stands beside the name of the task already. */
  private static final List<String> USUAL =
      ALL.stream().filter(column -> !column.equals("priority")).toList();

  private static final Set<String> AHEAD = Set.of("due", "priority");

  @Override
  protected String list() {
    return "work";
  }

  @Override
  protected List<String> all() {
    return ALL;
  }

  @Override
  protected List<String> usual() {
    return USUAL;
  }

  /** What is shown of these tasks, in the order of the reader; what is done is not due any more. */
  List<String> of(WantedWork wanted) {
    return wanted.whose() == Whose.DONE
        ? getChosen().stream().filter(column -> !AHEAD.contains(column)).toList()
        : getChosen();
  }

  /** Key of what a column says over it. */
  static String heading(String column, boolean done) {
    if (done && column.equals("who")) {
      return "work.answer";
    }
    return done && column.equals("since") ? "work.when-done" : "work.column." + column;
  }
}
