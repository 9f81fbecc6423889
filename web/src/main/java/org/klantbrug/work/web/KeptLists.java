package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.WorkList;
import org.klantbrug.work.WorkViews;

/** The lists that the reader keeps or shares, with their counters, and the columns of the table. */
@Named
@RequestScoped
public class KeptLists {
  /** What a task can show besides its name, in the order of the table. */
  private static final List<String> COLUMNS =
      List.of("subject", "customer", "role", "due", "priority", "who", "since");

  /** The priority that matters stands beside the name of the task already. */
  private static final List<String> USUAL =
      COLUMNS.stream().filter(column -> !column.equals("priority")).toList();

  private static final int COUNTED = 99;

  @Inject private CurrentStaff current;
  @Inject private WorkViews views;
  @Inject private WorkList list;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private List<WorkViews.View> all;
  private Set<String> shown;

  /**
   * Keeps, drops or chooses what was asked for.
   *
   * @param asked the list that is shown, as its address says it
   * @return whether one of its buttons was pressed and no rule stopped it
   */
  boolean press(String asked) {
    if (post.has("keep")) {
      return notices.tryTo(
          () -> views.keep(post.text("viewName"), asked, post.has("viewShared"), current.get()),
          "work.view.kept");
    }
    if (post.has("drop")) {
      return notices.tryTo(() -> views.drop(post.key("drop"), current.get()), "work.view.dropped");
    }
    if (post.has("first")) {
      var id = post.text("first").equals("none") ? null : post.key("first");
      return notices.tryTo(() -> views.openFirst(id, current.get()), "work.view.first-chosen");
    }
    return post.has("columns") && columnsKept();
  }

  /** Whether one of its buttons was pressed. */
  boolean isPressed() {
    return Stream.of("keep", "drop", "first", "columns").anyMatch(post::has);
  }

  private boolean columnsKept() {
    var chosen = COLUMNS.stream().filter(post.all("column")::contains).toList();
    return notices.tryTo(
        () -> views.keepColumns(chosen.isEmpty() ? List.of("due") : chosen, current.get()),
        "work.columns.kept");
  }

  /** The address that opens first, behind its question mark; null for the common one. */
  String first() {
    return views.findFirst(current.get()).orElse(null);
  }

  /** The lists. */
  public List<WorkViews.View> getAll() {
    if (all == null) {
      all = views.of(current.get());
    }
    return all;
  }

  /** How many tasks one of them has now, as far as it is worth counting. */
  public String count(WorkViews.View view) {
    var count = list.count(WorkAddress.read(view.query()), COUNTED, current.get());
    return count > COUNTED ? COUNTED + "+" : texts.number(count);
  }

  /** The kept list that asks for just this; null if none does. */
  public WorkViews.View at(String asked) {
    return getAll().stream().filter(view -> view.query().equals(asked)).findFirst().orElse(null);
  }

  /** Whether the reader has a team to share with. */
  public boolean isInTeam() {
    return current.get().teamId() != null;
  }

  /** What can be shown, by codes. */
  public List<String> getColumns() {
    return COLUMNS;
  }

  /** Whether it is shown. */
  public boolean shows(String column) {
    if (shown == null) {
      shown = Set.copyOf(views.findColumns(current.get()).orElse(USUAL));
    }
    return shown.contains(column);
  }
}
