package org.klantbrug.work.web;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.work.ListColumns;

/**
 * Which columns of a list the reader sees, in his own order; what is taken out of the list has the
 * same. Each list has a bean that says which there are.
 */
public abstract class ChosenColumns {
  @Inject private CurrentStaff current;
  @Inject private ListColumns kept;
  @Inject private Post post;
  @Inject private Notices notices;

  private List<String> chosen;

  /** The name of the list. */
  protected abstract String list();

  /** All columns there are, by codes. */
  protected abstract List<String> all();

  /** What is shown to who never chose. */
  protected abstract List<String> usual();

  /** Whether one of its buttons was pressed. */
  public boolean isPressed() {
    return post.has("columns") || post.has("earlier");
  }

  /**
   * Keeps what was ticked, in the order in which it stood; a column whose arrow was pressed moves
   * one place forward. Without any, the usual ones are shown again.
   *
   * @return false if a rule stopped it
   */
  public boolean press() {
    var ticked = post.all("column").stream().filter(all()::contains).distinct().toList();
    var wanted = ticked.isEmpty() ? usual() : earlier(ticked, post.text("earlier"));
    return notices.tryTo(() -> kept.keep(list(), wanted, current.get()), "work.columns.kept");
  }

  static List<String> earlier(List<String> columns, String moved) {
    var ordered = new ArrayList<>(columns);
    var at = ordered.indexOf(moved);
    if (at > 0) {
      Collections.swap(ordered, at - 1, at);
    }
    return List.copyOf(ordered);
  }

  /** What is shown, in the order of the reader. */
  public List<String> getChosen() {
    if (chosen == null) {
      var own = kept.of(list(), current.get()).stream().filter(all()::contains).toList();
      chosen = own.isEmpty() ? usual() : own;
    }
    return chosen;
  }

  /** All there are: what is shown in its order, then the rest. */
  public List<String> getOffered() {
    return Stream.concat(getChosen().stream(), all().stream()).distinct().toList();
  }

  /** Whether it is shown. */
  public boolean shows(String column) {
    return getChosen().contains(column);
  }

  /** Whether it can stand one place more to the front. */
  public boolean moves(String column) {
    return getChosen().indexOf(column) > 0;
  }
}
