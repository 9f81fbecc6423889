package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.klantbrug.customer.CustomerNumbers;
import org.klantbrug.customer.IdentityCheck;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.privacy.LegalHolds;
import org.klantbrug.privacy.PrivacyRequests;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** What customers asked about their data, and the legal holds that stand. */
@Named
@RequestScoped
public class PrivacyPage {
  private static final int SHOWN = 200;

  @Inject private CurrentStaff current;
  @Inject private PrivacyRequests requests;
  @Inject private LegalHolds holds;
  @Inject private CustomerNumbers numbers;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;

  /** Registers what is asked, or places or lifts a hold. */
  public void act() {
    if (post.has("register")) {
      var by = current.need(Action.PRIVACY_DOSSIER);
      notices
          .attempt(() -> register(by))
          .ifPresent(
              id -> {
                notices.done("privacy.registered");
                Faces.redirect("/privacy-request?id=%s", id);
              });
    } else if (post.has("place")) {
      var by = current.need(Action.PRIVACY_HOLD);
      done(() -> holds.place(party(by), post.text("complaint"), post.text("reason"), by), "placed");
    } else if (post.has("lift")) {
      var by = current.need(Action.PRIVACY_HOLD);
      done(() -> holds.lift(post.key("lift"), post.text("because"), by), "lifted");
    }
  }

  private void done(Runnable what, String deed) {
    if (notices.tryTo(what, "privacy.hold-done." + deed)) {
      Faces.redirect("/privacy#holds");
    }
  }

  private long register(Staff by) {
    return requests.register(
        post.text("kind"),
        party(by),
        post.text("reason"),
        post.text("verified"),
        day(post.text("received")),
        by);
  }

  private long party(Staff by) {
    var number = post.text("customer");
    var holders =
        numbers.holders(number, new Sight(clock.today(), by.cleanTeam())).stream()
            .map(CustomerNumbers.Holder::partyId)
            .toList();
    var parties = holders.isEmpty() ? requests.formerHolders(number) : holders;
    if (parties.size() != 1) {
      throw new RuleBroken("privacy.which-customer");
    }
    return parties.get(0);
  }

  private static LocalDate day(String typed) {
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeException unreadable) {
      return null; // the rule says that it is missing
    }
  }

  /** What can be asked. */
  public List<String> getKinds() {
    return List.of(PrivacyRequests.DOSSIER, PrivacyRequests.ERASURE);
  }

  /** How we can be sure who asks. */
  public List<String> getWays() {
    return IdentityCheck.WAYS.stream().sorted().toList();
  }

  /** Today, for a request that reached us today. */
  public LocalDate getToday() {
    return clock.today();
  }

  /** Those for which customers wait first. */
  public List<PrivacyRequests.Request> getRequests() {
    return requests.list(SHOWN, current.get());
  }

  /** Whether the day by which the law wants an answer is over. */
  public boolean isLate(PrivacyRequests.Request request) {
    return request.open() && request.dueOn().isBefore(clock.today());
  }

  /** Legal holds that stand. */
  public List<LegalHolds.Hold> getHolds() {
    return holds.standing(SHOWN, current.get());
  }
}
