package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.work.WorkItems;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** The work list: mine, my team's, everybody's, and what was done. */
@Named
@RequestScoped
public class WorkPage {
  private static final Set<String> SHOWN = Set.of("mine", "team", "all", "done");

  @Inject private CurrentStaff current;
  @Inject private WorkItems workItems;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private String show;

  private List<WorkItems.Line> lines;

  /** Claims or releases the item whose button was pressed. */
  public void act() {
    if (post.has("claim")) {
      var id = post.key("claim");
      notices.tryTo(() -> workItems.claim(id, current.get()), "work.claimed");
      Faces.redirect("/work?show=%s", getShown());
    } else if (post.has("release")) {
      var id = post.key("release");
      notices.tryTo(() -> workItems.release(id, current.get()), "work.released");
      Faces.redirect("/work?show=%s", getShown());
    }
  }

  /** Which list is shown. */
  public String getShown() {
    return show != null && SHOWN.contains(show) ? show : "mine";
  }

  /** Whether the reader is in a team. */
  public boolean isInTeam() {
    return current.get().teamId() != null;
  }

  /** The list. */
  public List<WorkItems.Line> getLines() {
    if (lines == null) {
      lines =
          switch (getShown()) {
            case "team" -> workItems.ofTeam(current.get());
            case "all" -> workItems.open(current.get());
            case "done" -> workItems.done(current.get());
            default -> workItems.mine(current.get());
          };
    }
    return lines;
  }
}
