package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.wave.Mandates;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Which mandate is of which account, of customers with several. */
@Named
@RequestScoped
public class MergerMandatesPage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Mandates mandates;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long after;
  @Inject @Param private String show;

  private Mergers.View merger;
  private List<Mandates.Account> rows;

  /** Reads the accounts, and keeps what was chosen. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.has("choose") && done()) {
      Faces.redirect(getAddress());
      return;
    }
    rows = mandates.of(id, isOpen(), after, current.get());
  }

  private boolean done() {
    var finance = current.need(Action.BILLING_CONFIRM);
    return notices.tryTo(
        () ->
            mandates.choose(
                id, post.key("choose"), post.text("mandate"), (int) post.key("version"), finance),
        "mandates.chosen");
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The accounts on this page. */
  public List<Mandates.Account> getRows() {
    return rows;
  }

  /** The account behind which the next page begins; null on the last. */
  public Long getNext() {
    return rows.size() < SHOWN ? null : rows.get(rows.size() - 1).memberId();
  }

  /** Whether only those are shown of which nobody chose. */
  public boolean isOpen() {
    return !"all".equals(show);
  }

  /** Whether this person can choose. */
  public boolean isChoosable() {
    return current.get().may(Action.BILLING_CONFIRM);
  }

  /** What is chosen in the form of an account: what was sent if it came back. */
  public boolean isChosen(Mandates.Account one, Mandates.Mandate mandate) {
    var sent = post.text("choose").equals(Long.toString(one.memberId()));
    return mandate.key().equals(sent ? post.text("mandate") : one.chosen());
  }

  /** The address of the page as it is filtered. */
  public String getAddress() {
    return "/merger-mandates?id="
        + id
        + (isOpen() ? "" : "&show=all")
        + (after == null ? "" : "&after=" + after);
  }
}
