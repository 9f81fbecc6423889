package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.klantbrug.complaint.DuePayouts;
import org.klantbrug.complaint.PayoutLists;
import org.klantbrug.complaint.Payouts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** What customers were granted and is to be paid; the lists of it, and one of them. */
@Named
@RequestScoped
public class PayoutsPage {
  private static final int SHOWN = 100;

  @Inject private CurrentStaff current;
  @Inject private DuePayouts waiting;
  @Inject private PayoutLists lists;
  @Inject private Payouts payouts;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long list;

  private List<DuePayouts.Due> due;
  private List<PayoutLists.Payment> lines;

  /** Does what was pressed. */
  public void act() {
    var by = current.need(Action.COMPLAINT_PAYOUT);
    if (post.has("make")) {
      notices
          .attempt(() -> payouts.make(chosen(), by))
          .ifPresent(
              made -> {
                notices.done("payout.made");
                Faces.redirect("/payouts?list=%s", made);
              });
    } else if (list != null && post.isSent() && notices.tryTo(() -> take(by), done())) {
      Faces.redirect("/payouts?list=%s", list);
    }
  }

  private void take(Staff by) {
    if (post.has("paid")) {
      payouts.paid(list, day(), by);
    } else if (post.has("returned")) {
      payouts.returned(post.key("returned"), post.text("reason"), by);
    } else {
      throw new NotThere();
    }
  }

  private String done() {
    return post.has("paid") ? "payout.done.paid" : "payout.done.returned";
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("paidOn"));
    } catch (DateTimeParseException none) {
      return null;
    }
  }

  private List<Long> chosen() {
    return post.all("leniency").stream().map(PayoutsPage::key).toList();
  }

  private static Long key(String ticked) {
    if (!ticked.matches("\\d{1,18}")) {
      throw new NotThere();
    }
    return Long.valueOf(ticked);
  }

  /** What is to be paid and is in no list. */
  public List<DuePayouts.Due> getDue() {
    if (due == null) {
      due = waiting.due(current.get());
    }
    return due;
  }

  /** What of it can be paid now, in euro. */
  public BigDecimal getSum() {
    return getDue().stream()
        .filter(this::mayPay)
        .map(DuePayouts.Due::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Whether the reader can put it in a list: the account is known, and he did not grant it. */
  public boolean mayPay(DuePayouts.Due one) {
    return one.account() != null && one.grantedId() != current.get().id();
  }

  /** The lists, the last one on top. */
  public List<PayoutLists.Payout> getLists() {
    return lists.lists(SHOWN);
  }

  /** The list that is open; null for none. */
  public PayoutLists.Payout getOne() {
    return list == null ? null : lists.read(list);
  }

  /** Its lines. */
  public List<PayoutLists.Payment> getLines() {
    if (lines == null) {
      lines = lists.lines(list, current.get());
    }
    return lines;
  }

  /** The day that is proposed. */
  public LocalDate getToday() {
    return clock.today();
  }
}
