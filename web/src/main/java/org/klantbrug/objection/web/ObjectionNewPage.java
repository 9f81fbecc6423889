package org.klantbrug.objection.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.objection.About;
import org.klantbrug.objection.NewObjection;
import org.klantbrug.objection.ObjectionDesk;
import org.klantbrug.objection.ObjectionIntake;
import org.klantbrug.objection.Way;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Servlets;

/** Registers what a customer objects to, in his words. */
@Named
@RequestScoped
public class ObjectionNewPage {
  @Inject private CurrentStaff current;
  @Inject private ObjectionDesk desk;
  @Inject private ObjectionIntake intake;
  @Inject private CustomerDesk customers;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long customer;
  @Inject @Param private String number;

  private CustomerPage who;
  private List<ObjectionDesk.Against> against = List.of();

  /** Registers what was filled in; if a rule stops it the form stays as typed. */
  public void act() {
    var by = current.need(Action.OBJECTION_REGISTER);
    current.need(Action.CUSTOMER_READ);
    if (customer != null) {
      who = customers.open(customer, by).customer();
      against = desk.against(customer, by);
    } else if (!getNumber().isEmpty()) {
      against = desk.againstByNumber(getNumber(), by);
    }
    if (post.has("register")) {
      notices
          .attempt(() -> intake.register(typed(), by))
          .ifPresent(
              id -> {
                notices.done("objection.registered");
                Faces.redirect("/objection?id=%s", id);
              });
    }
  }

  private NewObjection typed() {
    var chosen =
        against.stream()
            .filter(each -> key(each).equals(post.text("against")))
            .findFirst()
            .or(() -> against.stream().findFirst())
            .orElseThrow(() -> new RuleBroken("objection.no-such-customer"));
    return new NewObjection(
        formKey(),
        chosen.identityId(),
        chosen.mergerId(),
        ObjectionSearch.find(Way.class, post.text("way")),
        ObjectionSearch.find(About.class, post.text("about")),
        post.text("text"),
        post.text("language"),
        null);
  }

  private UUID formKey() {
    try {
      return UUID.fromString(post.text("key"));
    } catch (IllegalArgumentException none) {
      throw new NotThere();
    }
  }

  /** By it one of the mergers is chosen. */
  public String key(ObjectionDesk.Against one) {
    return one.identityId() + "-" + one.mergerId();
  }

  /** His number at the acquired company, for who did not go over yet; empty if none was typed. */
  public String getNumber() {
    return number == null ? "" : number.strip();
  }

  /** What the address of the form says of whom it is about. */
  public String getAsked() {
    return customer == null
        ? Servlets.toQueryString(Map.of("number", List.of(getNumber())))
        : "customer=" + customer;
  }

  /** The customer; null if nobody chose one yet. */
  public CustomerPage getWho() {
    return who;
  }

  /** Against what he can object. */
  public List<ObjectionDesk.Against> getAgainst() {
    return against;
  }

  /** The ways by which a colleague hears of it. */
  public List<Way> getWays() {
    return List.of(Way.PHONE, Way.LETTER, Way.MAIL, Way.DESK);
  }

  /** What he can object to. */
  public About[] getAbouts() {
    return About.values();
  }

  /** By it the form is known when it is sent again. */
  public String getKey() {
    return post.has("key") ? post.text("key") : UUID.randomUUID().toString();
  }
}
