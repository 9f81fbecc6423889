package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.WorkList;
import org.klantbrug.work.WorkViews;

/** The lists that the reader keeps or shares, with their counters. */
@Named
@RequestScoped
public class KeptLists {
  private static final int COUNTED = 99;

  @Inject private CurrentStaff current;
  @Inject private WorkViews views;
  @Inject private WorkList list;
  @Inject private WorkColumns columns;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private List<WorkViews.View> all;

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
    return columns.isPressed() && columns.press();
  }

  /** Whether one of its buttons was pressed. */
  boolean isPressed() {
    return columns.isPressed() || Stream.of("keep", "drop", "first").anyMatch(post::has);
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
}
