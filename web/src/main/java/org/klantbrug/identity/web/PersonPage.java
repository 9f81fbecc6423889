package org.klantbrug.identity.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.identity.StaffAdministration;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** One member of staff, or a new one if the address names none. */
@Named
@RequestScoped
public class PersonPage {
  @Inject private CurrentStaff current;
  @Inject private People people;
  @Inject private StaffAdministration administration;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private People.Person person;
  private Set<String> chosenRoles = Set.of();

  /** Reads the person, and changes what was asked. */
  public void act() {
    if (id == null) {
      current.need(Action.PEOPLE_MANAGE);
    } else {
      person =
          people.list().stream().filter(p -> p.id() == id).findFirst().orElseThrow(NotThere::new);
      chosenRoles = Set.copyOf(person.roles());
    }
    if (post.isSent()) {
      change(current.need(Action.PEOPLE_MANAGE));
    }
  }

  private void change(Staff by) {
    if (person == null) {
      create(by);
    } else if (post.has("save")) {
      save(by);
    } else if (post.has("newPassword")) {
      setPassword(by);
    } else if (post.has("unlock")) {
      notices.tryTo(() -> administration.unlock(id, by), "person.unlocked", person.fullName());
      Faces.redirect("/person?id=%s", id);
    }
  }

  private void create(Staff by) {
    chosenRoles = Set.copyOf(post.all("role"));
    var done =
        notices.tryTo(
            () -> {
              needTheSame("password", "repeated");
              id =
                  administration.create(
                      post.text("login"),
                      post.text("fullName"),
                      post.text("email"),
                      "en".equals(post.text("language")) ? "en" : "nl",
                      post.raw("password"),
                      chosenRoles,
                      false,
                      by);
            },
            "person.created",
            post.text("fullName"));
    if (done) {
      Faces.redirect("/person?id=%s", id);
    }
  }

  private void save(Staff by) {
    chosenRoles = Set.copyOf(post.all("role"));
    var done =
        notices.tryTo(
            () ->
                administration.change(
                    id,
                    (int) post.key("version"),
                    post.text("fullName"),
                    post.text("email"),
                    post.has("active"),
                    post.has("cleanTeam"),
                    chosenRoles,
                    by),
            "person.saved",
            post.text("fullName"));
    if (done) {
      Faces.redirect("/person?id=%s", id);
    }
  }

  private void setPassword(Staff by) {
    var done =
        notices.tryTo(
            () -> {
              needTheSame("newPassword", "repeated");
              administration.setPassword(id, person.login(), post.raw("newPassword"), by);
            },
            "person.password-set",
            person.fullName());
    if (done) {
      Faces.redirect("/person?id=%s", id);
    }
  }

  private void needTheSame(String field, String again) {
    if (!post.raw(field).equals(post.raw(again))) {
      throw new RuleBroken("identity.passwords-differ");
    }
  }

  /** The person; null for a new one. */
  public People.Person getPerson() {
    return person;
  }

  /** Whether the reader may change people. */
  public boolean isChangeable() {
    return current.get().may(Action.PEOPLE_MANAGE);
  }

  /** All roles there are. */
  public List<String> getRoles() {
    return people.roles();
  }

  /** Whether the role is, or was just being, given. */
  public boolean has(String role) {
    return chosenRoles.contains(role);
  }

  /** What a field holds: what was typed if the form came back, else what is stored. */
  public String typed(String field, String stored) {
    return post.has(field) ? post.text(field) : stored;
  }
}
