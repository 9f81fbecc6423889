package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.MergerContact;
import org.klantbrug.merger.MergerLabel;
import org.klantbrug.merger.MergerTerms;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Sector;
import org.klantbrug.merger.TransferBasis;
import org.klantbrug.merger.VisibleFrom;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * What was registered of a merger: basis and dates, contact persons, and what changes per label.
 */
@Named
@RequestScoped
public class MergerTermsPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private MergerTerms terms;
  @Inject private VisibleFrom visibleFrom;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject @Param private Long id;
  @Inject @Param private Long label;
  @Inject @Param private Long contact;

  private Mergers.View merger;
  private String unsaid;

  /** Reads the merger and does with it what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent()) {
      leaveIf(done());
    }
    merger = mergers.read(id);
  }

  private boolean done() {
    var staff = current.need(Action.MERGER_PREPARE);
    if (post.has("change")) {
      return notices.tryTo(
          () ->
              mergers.change(
                  id,
                  chosen(TransferBasis.class, "basis"),
                  chosen(Sector.class, "sector"),
                  day("visibleFrom"),
                  text("dataOwner"),
                  version("version"),
                  staff),
          "terms.kept");
    }
    if (post.has("askVisibleFrom")) {
      return notices.tryTo(
          () -> visibleFrom.ask(id, day("newDay"), post.text("why"), staff), "terms.wall-asked");
    }
    if (post.has("keepLabel")) {
      return notices.tryTo(() -> keepLabel(staff), "terms.kept");
    }
    if (post.has("removeLabel")) {
      return notices.tryTo(
          () -> terms.removeLabel(id, post.raw("removeLabel"), staff), "terms.removed");
    }
    if (post.has("keepContact")) {
      return notices.tryTo(() -> terms.keepContact(id, typedContact(), staff), "terms.kept");
    }
    return post.has("removeContact")
        && notices.tryTo(
            () -> terms.removeContact(id, post.key("removeContact"), staff), "terms.removed");
  }

  /** Labels of delivered customers of which nothing is said, in words; empty if of all. */
  public String getUnsaid() {
    if (unsaid == null) {
      unsaid =
          terms.unsaid(id).stream()
              .map(each -> texts.say("terms.unsaid.one", each.label(), each.customers()))
              .collect(Collectors.joining(", "));
    }
    return unsaid;
  }

  private void keepLabel(Staff staff) {
    var typed = typedLabel();
    if (typed.id() == null) {
      terms.addLabel(id, typed, staff);
    } else {
      terms.changeLabel(id, typed.id(), typed, staff);
    }
  }

  private void leaveIf(boolean done) {
    if (done) {
      Faces.redirect("/merger-terms?id=%s", id);
    }
  }

  private MergerLabel typedLabel() {
    return new MergerLabel(
        post.text("labelId").isEmpty() ? null : post.key("labelId"),
        version("labelVersion"),
        post.text("name"),
        text("brandPromise"),
        text("oldCreditorId"),
        text("newCreditorId"),
        text("oldIban"),
        text("newIban"),
        text("newBrand"),
        text("termsChange"),
        text("priceChange"),
        post.has("newNumbers"),
        text("billingDayChange"));
  }

  private MergerContact typedContact() {
    return new MergerContact(
        post.text("contactId").isEmpty() ? null : post.key("contactId"),
        version("contactVersion"),
        "ACQUIRER".equals(post.text("company")),
        post.text("contactName"),
        text("about"),
        text("email"),
        text("phone"));
  }

  private String text(String field) {
    return post.text(field).isEmpty() ? null : post.text(field);
  }

  private Integer version(String field) {
    return post.text(field).isEmpty() ? null : (int) post.key(field);
  }

  private LocalDate day(String field) {
    try {
      return LocalDate.parse(post.text(field));
    } catch (DateTimeException unreadable) {
      return null; // the rule says that it is missing
    }
  }

  private <E extends Enum<E>> E chosen(Class<E> type, String field) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(post.text(field)))
        .findFirst()
        .orElse(null);
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Its labels. */
  public List<MergerLabel> getLabels() {
    return terms.labels(id);
  }

  /** The label that is being changed, as it was typed if the form came back; null for a new one. */
  public MergerLabel getLabel() {
    if (post.has("keepLabel")) {
      return typedLabel();
    }
    return terms.labels(id).stream()
        .filter(each -> each.id().equals(label))
        .findFirst()
        .orElse(null);
  }

  /** Contact persons of both companies. */
  public List<MergerContact> getContacts() {
    return terms.contacts(id);
  }

  /**
   * The contact person who is being changed, as typed if the form came back; null for a new one.
   */
  public MergerContact getContact() {
    if (post.has("keepContact")) {
      return typedContact();
    }
    return terms.contacts(id).stream()
        .filter(each -> each.id().equals(contact))
        .findFirst()
        .orElse(null);
  }

  /** The bases there are. */
  public List<TransferBasis> getBases() {
    return List.of(TransferBasis.values());
  }

  /** The sectors there are. */
  public List<Sector> getSectors() {
    return List.of(Sector.values());
  }

  /** What was asked about the day of visibility, the newest first. */
  public List<VisibleFrom.Wish> getWishes() {
    return visibleFrom.ofMerger(id);
  }

  /** Whether the day of visibility can be moved by two people only. */
  public boolean isStarted() {
    return !"PREPARING".equals(merger.state());
  }

  /** Whether this person can ask to move the day: nobody waits for a decision already. */
  public boolean isAskable() {
    return isStarted()
        && current.get().may(Action.MERGER_PREPARE)
        && getWishes().stream().noneMatch(wish -> "OPEN".equals(wish.state()));
  }

  /** Whether this person may change the merger now. */
  public boolean isChangeable() {
    return !"SIGNED".equals(merger.state()) && current.get().may(Action.MERGER_PREPARE);
  }
}
