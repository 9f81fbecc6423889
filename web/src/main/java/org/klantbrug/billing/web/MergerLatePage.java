package org.klantbrug.billing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.billing.LateItems;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.TypedFigure;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** What reaches the old company after customers went over. */
@Named
@RequestScoped
public class MergerLatePage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private LateItems late;
  @Inject private BillingWords words;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Mergers.View merger;

  /** Reads what came, and notes what was typed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done()) {
      Faces.redirect("/merger-late?id=%s", id);
    }
  }

  private boolean done() {
    var staff = current.need(Action.BILLING_LATE);
    if (post.has("take")) {
      return words.take((name, content) -> late.take(id, name, content, staff));
    }
    return post.has("note")
        && notices
            .attempt(() -> late.note(id, typed(), staff))
            .map(
                outcome -> {
                  notices.done("billing.late-noted." + outcome);
                  return true;
                })
            .orElse(false);
  }

  private LateItems.Wish typed() {
    var kind =
        Arrays.stream(LateItems.Kind.values())
            .filter(each -> each.name().equals(post.text("kind")))
            .findFirst()
            .orElse(null);
    return new LateItems.Wish(
        post.text("customer"),
        kind,
        day(),
        TypedFigure.amount(post.text("amount")).orElse(null),
        post.text("words"));
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("received"));
    } catch (DateTimeException unreadable) {
      return null; // the rule says that it is missing
    }
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** What can come. */
  public LateItems.Kind[] getKinds() {
    return LateItems.Kind.values();
  }

  /** What came, the newest first. */
  public List<LateItems.Item> getItems() {
    return late.of(id, current.get());
  }

  /** Who still pays to the account of the old company. */
  public List<LateItems.Payer> getPayers() {
    return late.payers(id);
  }

  /** Today. */
  public LocalDate getToday() {
    return clock.today();
  }

  /** Whether customers can be looked for by this person. */
  public boolean isFindable() {
    return current.get().may(Action.CUSTOMER_READ);
  }
}
