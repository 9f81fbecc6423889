package org.klantbrug.identity.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Teams;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** All teams, and a new one. */
@Named
@RequestScoped
public class TeamsPage {
  @Inject private CurrentStaff current;
  @Inject private Teams teams;
  @Inject private Post post;
  @Inject private Notices notices;

  private List<Teams.Team> all;

  /** Makes a team, if that was asked. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.PEOPLE_MANAGE);
    var made = new long[1];
    if (notices.tryTo(
        () -> made[0] = teams.create(post.text("name"), by), "team.created", post.text("name"))) {
      Faces.redirect("/team?id=%s", made[0]);
    }
  }

  /** By name. */
  public List<Teams.Team> getAll() {
    if (all == null) {
      all = teams.list();
    }
    return all;
  }

  /** What was typed as name, if a rule brought the form back. */
  public String getTyped() {
    return post.isSent() ? post.text("name") : "";
  }
}
