package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.complaint.Weight;
import org.klantbrug.complaint.web.ComplaintChoices;
import org.klantbrug.contact.ContactChoices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.signal.Judged;
import org.klantbrug.signal.Kind;
import org.klantbrug.signal.Policy;
import org.klantbrug.signal.SignalSettings;

/** What can be chosen in the forms of signals, and what was chosen. */
@Named("signalChoices")
@RequestScoped
public class SignalChoices {
  @Inject private SignalSettings settings;
  @Inject private ContactChoices contact;
  @Inject private ComplaintChoices chosen;
  @Inject private Post post;

  private List<SignalSettings.Department> departments;

  /** What a signal that is passed on can be. */
  public List<Kind> getKinds() {
    return Kind.passedOn();
  }

  /** What a signal can be, questions of ours too. */
  public List<Kind> getAllKinds() {
    return List.of(Kind.values());
  }

  /** Departments that take signals. */
  public List<SignalSettings.Department> getDepartments() {
    return getAllDepartments().stream().filter(SignalSettings.Department::active).toList();
  }

  /** Departments, also those that take none any more. */
  public List<SignalSettings.Department> getAllDepartments() {
    if (departments == null) {
      departments = settings.departments();
    }
    return departments;
  }

  /** What it can be about. */
  public List<String> getTopics() {
    return contact.topics();
  }

  /** How much it is worth, or how soon something must be done. */
  public List<Weight> getWeights() {
    return List.of(Weight.values());
  }

  /** Ways by which customers can be told. */
  public List<String> getMeans() {
    return SignalSettings.MEANS;
  }

  /** When customers can be told. */
  public List<Policy.Told> getTold() {
    return List.of(Policy.Told.values());
  }

  /** What was chosen in the form. */
  Judged judged() {
    var topic = post.text("topic");
    return new Judged(
        chosen.chosen(Kind.class, "kind"),
        chosen.chosen(Weight.class, "value"),
        chosen.chosen(Weight.class, "urgency"),
        key("department"),
        contact.topics().contains(topic) ? topic : null,
        post.text("product"));
  }

  /** Whether somebody was ticked in what a rule stopped. */
  public boolean isTicked(long link) {
    return post.isSent() && post.all("one").contains(Long.toString(link));
  }

  /** The key in a field; null if none was chosen. */
  Long key(String field) {
    return post.text(field).matches("[0-9]{1,18}") ? Long.valueOf(post.text(field)) : null;
  }
}
