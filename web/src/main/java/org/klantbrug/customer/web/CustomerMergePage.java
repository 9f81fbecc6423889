package org.klantbrug.customer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.stream.Collectors;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.MergePreview;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Two customers side by side, and the button that makes them one. */
@Named
@RequestScoped
public class CustomerMergePage {
  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private MergePreview preview;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject @Param private Long id;
  @Inject @Param private String number;

  private MergePreview.Two two;

  /** Lays both side by side, or makes them one. */
  public void act() {
    if (id == null || number == null || number.isBlank()) {
      throw new NotThere();
    }
    var by = current.need(Action.CUSTOMER_MERGE);
    if (post.has("merge") && notices.tryTo(() -> merge(by), "customer.done.merge")) {
      Faces.redirect("/customer?id=%s", id);
      return;
    }
    notices.attempt(() -> preview.of(id, number, by)).ifPresent(seen -> two = seen);
  }

  /** Who differ must have been looked at: a number that was mistyped names somebody too. */
  private void merge(Staff by) {
    if (!post.has("seen") && !preview.of(id, number, by).differing().isEmpty()) {
      throw new RuleBroken("customer.merge-not-looked-at");
    }
    desk.merge(id, number, post.text("reason"), by);
  }

  /** Whose page it came from. */
  public Long getId() {
    return id;
  }

  /** The number of the other, as it was typed. */
  public String getNumber() {
    return number;
  }

  /** Both; null if they could not be laid side by side. */
  public MergePreview.Two getTwo() {
    return two;
  }

  /** In what they differ, in words; empty if in nothing. */
  public String getDiffering() {
    return two.differing().stream()
        .map(group -> texts.code("customer.group.", group))
        .collect(Collectors.joining(", "));
  }
}
