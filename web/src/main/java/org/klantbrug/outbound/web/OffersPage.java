package org.klantbrug.outbound.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.OfferBlocks;
import org.klantbrug.outbound.Offers;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.util.Faces;

/** What can be offered to whom, and how long a complaint stands in the way. */
@Named
@RequestScoped
public class OffersPage {
  @Inject private CurrentStaff current;
  @Inject private Offers offers;
  @Inject private OfferBlocks blocks;
  @Inject private Texts texts;
  @Inject private Post post;
  @Inject private Notices notices;

  /** Sets what was changed. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.OFFER_SETTINGS);
    var done =
        notices.tryTo(
            () -> {
              if (post.has("offer")) {
                offers.set(offer(), by);
              } else {
                setMonths(by);
              }
            },
            "offer.set-done");
    if (done) {
      Faces.redirect("/offers");
    }
  }

  /** What is no number is refused by the rule. */
  private void setMonths(Staff by) {
    var typed = post.text("months");
    blocks.setMonths(
        typed.matches("[0-9]{1,4}") ? Integer.parseInt(typed) : -1, (int) post.key("version"), by);
  }

  private Offers.Offer offer() {
    var topic = post.text("topic");
    return new Offers.Offer(
        post.key("offer"),
        getTopics().contains(topic) ? topic : null,
        post.text("words"),
        post.text("product"),
        post.text("nl"),
        post.text("en"),
        post.has("active"),
        (int) post.key("version"));
  }

  /** All offers. */
  public List<Offers.Offer> getOffers() {
    return offers.all();
  }

  /** For how many months after a complaint its product is not offered. */
  public OfferBlocks.Months getMonths() {
    return blocks.months();
  }

  /** What questions can be about. */
  public List<String> getTopics() {
    return texts.family("contact.topic.").keySet().stream().sorted().toList();
  }
}
