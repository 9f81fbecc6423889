package org.klantbrug.identity.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.identity.Teams;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** One team: its name, who is in it, who leads it. */
@Named
@RequestScoped
public class TeamPage {
  @Inject private CurrentStaff current;
  @Inject private Teams teams;
  @Inject private People people;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Teams.Team team;
  private List<People.Person> everybody;
  private Set<Long> members;

  /** Reads the team, and changes it if that was asked. */
  public void act() {
    team =
        teams.list().stream()
            .filter(each -> id != null && each.id() == id)
            .findFirst()
            .orElseThrow(NotThere::new);
    everybody = people.list().stream().filter(People.Person::active).toList();
    members =
        everybody.stream()
            .filter(person -> id.equals(person.teamId()))
            .map(People.Person::id)
            .collect(Collectors.toSet());
    if (post.isSent()) {
      save(current.need(Action.PEOPLE_MANAGE));
    }
  }

  private void save(Staff by) {
    members =
        everybody.stream()
            .map(People.Person::id)
            .filter(person -> post.all("member").contains(Long.toString(person)))
            .collect(Collectors.toSet());
    var lead = post.text("lead").isEmpty() ? null : (Long) post.key("lead");
    var done =
        notices.tryTo(
            () -> teams.change(id, (int) post.key("version"), post.text("name"), members, lead, by),
            "team.saved",
            post.text("name"));
    if (done) {
      Faces.redirect("/team?id=%s", id);
    }
  }

  /** The team. */
  public Teams.Team getTeam() {
    return team;
  }

  /** Everybody who can be in a team, by name. */
  public List<People.Person> getEverybody() {
    return everybody;
  }

  /** Who is in the team, by name. */
  public List<People.Person> getMembers() {
    return everybody.stream().filter(person -> has(person.id())).toList();
  }

  /** Whether somebody is, or was just being made, a member. */
  public boolean has(long person) {
    return members.contains(person);
  }

  /** Whether somebody leads, or was just chosen to lead. */
  public boolean leads(long person) {
    return post.isSent()
        ? post.text("lead").equals(Long.toString(person))
        : team.leadId() != null && team.leadId() == person;
  }

  /** The name, as it was typed if the form came back. */
  public String getName() {
    return post.isSent() ? post.text("name") : team.name();
  }

  /** Whether the reader may change teams. */
  public boolean isChangeable() {
    return current.get().may(Action.PEOPLE_MANAGE);
  }
}
