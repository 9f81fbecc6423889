package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.ComplaintView;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.signal.NewSignal;
import org.klantbrug.signal.SignalDesk;
import org.klantbrug.signal.SignalTelling;
import org.klantbrug.signal.Signals;
import org.klantbrug.signal.Subject;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * Raises a signal, of a complaint, a customer, or nobody in particular. Before it is raised the
 * open ones about the same matter are shown: then the customer is linked to one of these instead.
 */
@Named
@RequestScoped
public class SignalNewPage {
  @Inject private CurrentStaff current;
  @Inject private Signals signals;
  @Inject private SignalTelling telling;
  @Inject private SignalDesk desk;
  @Inject private SignalChoices choices;
  @Inject private ComplaintDesk complaints;
  @Inject private CustomerDesk customers;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long complaint;
  @Inject @Param private Long customer;
  @Inject @Param private Long contact;

  private ComplaintView about;
  private CustomerPage who;
  private List<SignalDesk.Similar> similar = List.of();

  /** Raises what was filled in, or links to the one that was chosen; else the form stays. */
  public void act() {
    var by = current.need(Action.SIGNAL_RAISE);
    if (complaint != null) {
      current.need(Action.COMPLAINT_READ);
      about = complaints.open(complaint, by).complaint();
    } else if (customer != null) {
      current.need(Action.CUSTOMER_READ);
      who = customers.open(customer, by).customer();
    }
    if (post.has("linkTo")) {
      linkTo(post.key("linkTo"));
    } else if (post.isSent()) {
      raise();
    }
  }

  private void raise() {
    var by = current.get();
    var before = signals.findSent(key(), by);
    if (before.isPresent()) {
      raised(before.get());
      return;
    }
    similar = desk.similar(choices.judged(), by);
    if (!similar.isEmpty() && !post.has("anyway")) {
      return;
    }
    notices
        .attempt(
            () ->
                signals.raise(
                    new NewSignal(key(), post.text("text"), choices.judged(), subject()), by))
        .ifPresent(this::raised);
  }

  private void raised(long id) {
    notices.done("signal.raised");
    Faces.redirect("/signal?id=%s", id);
  }

  private void linkTo(long signal) {
    if (subject().equals(Subject.NONE)) {
      Faces.redirect("/signal?id=%s", signal);
    } else if (notices.tryTo(
        () -> telling.link(signal, subject(), current.get()), "signal.done.link")) {
      Faces.redirect("/signal?id=%s", signal);
    }
  }

  private Subject subject() {
    return complaint != null
        ? new Subject(null, complaint, null)
        : new Subject(customer, null, customer == null ? null : contact);
  }

  private UUID key() {
    try {
      return UUID.fromString(post.text("key"));
    } catch (IllegalArgumentException none) {
      throw new NotThere();
    }
  }

  /** The complaint it comes from; null if it comes from none. */
  public ComplaintView getAbout() {
    return about;
  }

  /** The customer it comes from; null if it comes from none, or from a complaint. */
  public CustomerPage getWho() {
    return who;
  }

  /** The same address with what it comes from. */
  public String getHere() {
    if (complaint != null) {
      return "?complaint=" + complaint;
    }
    if (customer == null) {
      return "";
    }
    return "?customer=" + customer + (contact == null ? "" : "&contact=" + contact);
  }

  /** Open signals that may be about the same. */
  public List<SignalDesk.Similar> getSimilar() {
    return similar;
  }

  /** What was typed in a field; before that what the complaint says. */
  public String typed(String field) {
    if (post.isSent() || about == null) {
      return post.text(field);
    }
    return field.equals("product") && about.product() != null ? about.product() : "";
  }

  /** By it the form is known when it is sent again. */
  public String getKey() {
    return post.has("key") ? post.text("key") : UUID.randomUUID().toString();
  }
}
