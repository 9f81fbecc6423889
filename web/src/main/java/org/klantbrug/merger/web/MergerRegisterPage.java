package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.NewMerger;
import org.klantbrug.merger.Sector;
import org.klantbrug.merger.TransferBasis;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** Registers a merger: both companies, basis, sector, and from when its customers may be seen. */
@Named
@RequestScoped
public class MergerRegisterPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Post post;
  @Inject private Notices notices;

  /** Registers what was filled in; if a rule stops it the form stays as typed. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var staff = current.need(Action.MERGER_PREPARE);
    var registered = new long[1];
    if (notices.tryTo(() -> registered[0] = mergers.register(wish(), staff), "merger.registered")) {
      Faces.redirect("/merger?id=%s", registered[0]);
    }
  }

  private NewMerger wish() {
    return new NewMerger(
        post.text("name"),
        post.text("acquirerCode"),
        post.text("acquirerName"),
        post.text("acquiredCode"),
        post.text("acquiredName"),
        chosen(TransferBasis.class, "basis"),
        chosen(Sector.class, "sector"),
        day("visibleFrom"),
        post.text("dataOwner").isEmpty() ? null : post.text("dataOwner"),
        false);
  }

  private <E extends Enum<E>> E chosen(Class<E> type, String field) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(post.text(field)))
        .findFirst()
        .orElse(null);
  }

  private LocalDate day(String field) {
    try {
      return LocalDate.parse(post.text(field));
    } catch (DateTimeException unreadable) {
      return null; // the rule says that it is missing
    }
  }

  /** The bases there are. */
  public List<TransferBasis> getBases() {
    return List.of(TransferBasis.values());
  }

  /** The sectors there are. */
  public List<Sector> getSectors() {
    return List.of(Sector.values());
  }
}
