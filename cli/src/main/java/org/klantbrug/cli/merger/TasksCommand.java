package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "tasks",
    description = "Open tasks that you may do, with what can be answered.",
    mixinStandardHelpOptions = true)
final class TasksCommand implements Callable<Integer> {
  /** So many the server gives at once. */
  private static final int MOST = 500;

  @Mixin private AsPerson person;

  @Option(names = "--all", description = "Those for other roles and people too.")
  private boolean all;

  @Override
  public Integer call() {
    return person.show(
        person.api().get("work-items?view=" + (all ? "open" : "mine")),
        items -> items.isEmpty() ? "Nothing is asked of you." : table(items) + rest(items.size()));
  }

  private static String rest(int shown) {
    return shown < MOST
        ? ""
        : "\nThese are the first " + MOST + ", by the day they are due. The page Work shows all.";
  }

  static Table table(Iterable<JsonNode> items) {
    var table = new Table("TASK", "WHAT", "ABOUT", "FOR", "YOU MAY", "IN HAND OF", "ANSWERS");
    items.forEach(
        item ->
            table.row(
                item.path("id"),
                item.path("name"),
                item.path("subjectName"),
                item.path("roleName"),
                item.path("mayDo").asBoolean() ? "yes" : "no",
                item.path("claimedBy"),
                item.path("outcomes")));
    return table;
  }
}
