package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import org.klantbrug.contact.ContactHead;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.OfferBlock;
import org.klantbrug.outbound.OfferBlocks;
import org.klantbrug.outbound.OfferVerdict;
import org.klantbrug.outbound.Offers;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Post;

/** What the customer on the page is not to be offered, and what could help him. */
@Named
@RequestScoped
public class CustomerOffers {
  private static final Set<String> COMPLAINTS = Set.of("COMPLAINT", "LIVE_COMPLAINT");
  private static final Set<String> FINAL = Set.of("YES", "NO");

  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private OneCustomerPage page;
  @Inject private CustomerNote note;
  @Inject private OfferBlocks blocks;
  @Inject private Offers offers;
  @Inject private Post post;

  /** Products that he is not to be offered. */
  public List<ContactHead.Blocked> getBlocks() {
    return note.getHead().blocks();
  }

  /** Whether he wants no offers at all. */
  public boolean isOptedOut() {
    return "YES".equals(page.getCustomer().value("marketing_opt_out"));
  }

  /**
   * What could help him: nothing while he waits for what comes of a complaint or a crisis touches
   * him, nothing that is blocked, and nothing to which he said yes or no.
   */
  public List<ContactHead.Helping> getHelping() {
    var head = note.getHead();
    var complains =
        head.waiting().stream().anyMatch(matter -> COMPLAINTS.contains(matter.subject()));
    var inForce = head.blocks().stream().map(CustomerOffers::block).toList();
    if (blocks.crisis(page.getCustomer().partyId()).isPresent()) {
      return List.of();
    }
    return head.offers().stream()
        .filter(offer -> offer.answer() == null || !FINAL.contains(offer.answer()))
        .filter(
            offer -> OfferVerdict.of(offer.product(), inForce, isOptedOut(), complains).allowed())
        .toList();
  }

  private static OfferBlock block(ContactHead.Blocked blocked) {
    return new OfferBlock(
        blocked.id(), blocked.product(), blocked.complaint(), blocked.until(), blocked.version());
  }

  /** What he can say to an offer. */
  public List<String> getAnswers() {
    return Offers.ANSWERS;
  }

  /** Notes what he said: the button is {@code 12:YES}. */
  void answer(long partyId) {
    var by = unveiled(partyId, current.need(Action.CUSTOMER_CONTACT));
    var pressed = post.text("offerAnswer").split(":", 2);
    if (pressed.length != 2 || !pressed[0].matches("[0-9]{1,18}")) {
      throw new NotThere();
    }
    offers.said(partyId, Long.parseLong(pressed[0]), pressed[1], by);
  }

  /** Lifts the block whose button was pressed. */
  void lift(long partyId) {
    var by = unveiled(partyId, current.need(Action.OFFER_SETTINGS));
    blocks.lift(
        partyId, post.key("liftBlock"), (int) post.key("version"), post.text("liftWhy"), by);
  }

  private Staff unveiled(long partyId, Staff by) {
    if (desk.look(partyId, by).veiled()) {
      throw new RuleBroken("customer.veiled");
    }
    return by;
  }
}
