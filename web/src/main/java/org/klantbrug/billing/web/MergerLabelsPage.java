package org.klantbrug.billing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.billing.Change;
import org.klantbrug.billing.ChangeSheet;
import org.klantbrug.billing.ChangeSheets;
import org.klantbrug.billing.ProductMap;
import org.klantbrug.billing.ProductMap.Outcome;
import org.klantbrug.billing.ProductMap.Product;
import org.klantbrug.billing.Subject;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** What changes for the customers of each label, and what becomes of each product. */
@Named
@RequestScoped
public class MergerLabelsPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private ChangeSheets sheets;
  @Inject private ProductMap products;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Mergers.View merger;
  private List<ChangeSheets.OfLabel> labels;
  private List<Product> mapped;

  /** Reads what changes, and does with it what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done()) {
      Faces.redirect("/merger-labels?id=%s", id);
      return;
    }
    labels = sheets.labels(id);
    mapped = products.of(id);
  }

  private boolean done() {
    if (post.has("confirm")) {
      var finance = current.need(Action.BILLING_CONFIRM);
      return notices.tryTo(
          () -> sheets.confirm(id, post.key("confirm"), finance), "billing.sheet-is-confirmed");
    }
    var staff = current.need(Action.BILLING_HANDOVER);
    if (post.has("enter")) {
      return notices.tryTo(
          () -> sheets.enter(id, post.text("label"), day(), typed(), staff),
          "billing.sheet-is-entered");
    }
    return post.has("map")
        && notices.tryTo(
            () -> products.say(id, post.text("map"), outcome(), post.text("newName"), staff),
            "billing.product-is-mapped");
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("from"));
    } catch (DateTimeException unreadable) {
      return null; // the rule says that it is missing
    }
  }

  private List<Change> typed() {
    return Arrays.stream(Subject.values())
        .map(
            subject ->
                new Change(
                    subject,
                    post.has("stays" + subject),
                    post.text("old" + subject),
                    post.text("new" + subject)))
        .toList();
  }

  private Outcome outcome() {
    return Arrays.stream(Outcome.values())
        .filter(each -> each.name().equals(post.text("outcome")))
        .findFirst()
        .orElse(null);
  }

  /** Whether the form of this label was refused: it is shown with what was typed. */
  public boolean cameBack(String label) {
    return post.has("enter") && post.text("label").equals(label);
  }

  /** What stands in the form of a label: what was typed if a rule brought it back. */
  public List<Change> fields(String label) {
    return cameBack(label) ? typed() : sheets.proposed(id, label);
  }

  /** The day in the form of a label. */
  public String from(ChangeSheets.OfLabel label) {
    if (cameBack(label.label())) {
      return post.text("from");
    }
    return label.sheet() == null ? "" : label.sheet().fromDay().toString();
  }

  /** Sheets of a label that no longer count, the newest first. */
  public List<ChangeSheet> before(String label) {
    return sheets.of(id, label).stream().skip(1).toList();
  }

  /** Whether what was said of this product was refused. */
  public boolean mapCameBack(String product) {
    return post.has("map") && post.text("map").equals(product);
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The labels. */
  public List<ChangeSheets.OfLabel> getLabels() {
    return labels;
  }

  /** Labels of which it is not confirmed what changes. */
  public long getWaiting() {
    return labels.stream().filter(each -> !each.isConfirmed()).count();
  }

  /** The products. */
  public List<Product> getProducts() {
    return mapped;
  }

  /** Products of which nobody said what becomes of them. */
  public long getUnmapped() {
    return mapped.stream().filter(each -> each.outcome() == null).count();
  }

  /** Contracts with such a product. */
  public long getUnmappedContracts() {
    return mapped.stream()
        .filter(each -> each.outcome() == null)
        .mapToLong(Product::contracts)
        .sum();
  }

  /** What can become of a product. */
  public Outcome[] getOutcomes() {
    return Outcome.values();
  }

  /** Whether this person may enter changes. */
  public boolean isChangeable() {
    return current.get().may(Action.BILLING_HANDOVER);
  }

  /** Whether this person can confirm this sheet: finance, and not who entered it. */
  public boolean isConfirmable(ChangeSheet sheet) {
    return sheet != null
        && !sheet.isConfirmed()
        && sheet.enteredById() != current.get().id()
        && current.get().may(Action.BILLING_CONFIRM);
  }
}
