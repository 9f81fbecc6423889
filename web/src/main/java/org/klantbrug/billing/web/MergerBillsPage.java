package org.klantbrug.billing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.List;
import org.klantbrug.billing.BillComparison;
import org.klantbrug.billing.BillingSetting;
import org.klantbrug.billing.BillingSettings;
import org.klantbrug.billing.Bills;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.TypedFigure;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** The bills of the new billing beside those of the old company. */
@Named
@RequestScoped
public class MergerBillsPage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Bills bills;
  @Inject private BillComparison comparison;
  @Inject private BillingSettings settings;
  @Inject private BillingWords words;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Integer page;

  private Mergers.View merger;
  private BillComparison.Figures figures;
  private List<BillComparison.Difference> differences;

  /** Reads how far the bills differ, and does what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done()) {
      Faces.redirect("/merger-bills?id=%s", id);
      return;
    }
    figures = comparison.figures(id);
    differences = isListed() ? comparison.far(id, at(), current.get()) : List.of();
  }

  private boolean done() {
    var staff = current.need(Action.BILLING_HANDOVER);
    if (post.has("take")) {
      return words.take((name, content) -> bills.take(id, name, content, staff));
    }
    if (post.has("compare")) {
      return notices.tryTo(() -> bills.compare(id), "billing.bills-compared");
    }
    var finance = current.need(Action.BILLING_CONFIRM);
    return post.has("keep")
        && notices.tryTo(() -> settings.keep(id, typed(), finance), "billing.settings-kept");
  }

  private BillingSetting typed() {
    return new BillingSetting(
        amount("amount"),
        amount("percent"),
        number("hours"),
        number("bankDays"),
        post.text("open"),
        number("version"));
  }

  private BigDecimal amount(String field) {
    return TypedFigure.amount(post.text(field)).orElse(null);
  }

  /** What was typed; a number that no setting has if it was none. */
  private int number(String field) {
    return post.text(field).matches("\\d{1,9}") ? Integer.parseInt(post.text(field)) : -1;
  }

  private int at() {
    return page == null || page < 0 ? 0 : page;
  }

  /** What was typed if a rule brought the form back, else what is kept. */
  public String shown(String field, String kept) {
    return post.has("keep") ? post.text(field) : kept;
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The figures. */
  public BillComparison.Figures getFigures() {
    return figures;
  }

  /** How the differences are spread. */
  public List<BillComparison.Bar> getBars() {
    return comparison.bars(id);
  }

  /** Bills beyond the limits, on this page. */
  public List<BillComparison.Difference> getDifferences() {
    return differences;
  }

  /** Number of the next page; null on the last. */
  public Integer getNext() {
    return differences.size() < SHOWN ? null : at() + 1;
  }

  /** What counts. */
  public BillingSetting getSetting() {
    return settings.read(id);
  }

  /** Whether this person sees single accounts. */
  public boolean isListed() {
    return current.get().may(Action.MERGER_RECORDS) || current.get().may(Action.BILLING_HANDOVER);
  }

  /** Whether this person may read files. */
  public boolean isChangeable() {
    return current.get().may(Action.BILLING_HANDOVER);
  }

  /** Whether this person may set the limits. */
  public boolean isSettable() {
    return current.get().may(Action.BILLING_CONFIRM);
  }

  /** Whether customers can be looked for by this person. */
  public boolean isFindable() {
    return current.get().may(Action.CUSTOMER_READ);
  }
}
