package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.wave.ClosingWave;
import org.klantbrug.wave.Residuals;
import org.klantbrug.wave.StuckAccounts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * Accounts that cannot go with a wave: deciding what becomes of them, and the wave after the last.
 */
@Named
@RequestScoped
public class MergerResidualPage {
  private static final int SHOWN = 100;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private StuckAccounts stuck;
  @Inject private Residuals residuals;
  @Inject private ClosingWave closing;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long after;

  private Mergers.View merger;
  private List<StuckAccounts.Account> accounts;

  /** Reads the accounts, and does what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && (post.has("day") ? planned() : asked())) {
      Faces.redirect("/merger-residual?id=%s", id);
      return;
    }
    accounts =
        current.get().may(Action.MERGER_RECORDS)
            ? stuck.page(id, after, SHOWN, current.get())
            : List.of();
  }

  private boolean asked() {
    var staff = current.need(Action.MERGER_WAVES);
    var kind = kind();
    var wish = new Residuals.Wish(ticked(), kind, billingDay(kind), post.text("reason"));
    return notices.tryTo(
        () -> residuals.ask(id, wish, staff),
        kind == Residuals.Kind.BILLING_DAY ? "residual.day-set" : "residual.was-asked");
  }

  private boolean planned() {
    var staff = current.need(Action.MERGER_WAVES);
    return notices.tryTo(() -> closing.plan(id, day(), staff), "residual.closing-planned");
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("day"));
    } catch (DateTimeParseException e) {
      return null; // what is no day is refused with its reason
    }
  }

  private List<Long> ticked() {
    return post.all("member").stream()
        .map(key -> key.matches("\\d{1,18}") ? Long.valueOf(key) : null)
        .filter(Objects::nonNull)
        .toList();
  }

  private Residuals.Kind kind() {
    return Arrays.stream(Residuals.Kind.values())
        .filter(kind -> kind.name().equals(post.text("kind")))
        .findFirst()
        .orElse(null);
  }

  private Integer billingDay(Residuals.Kind kind) {
    var day = post.chosen("billingDay");
    return kind == Residuals.Kind.BILLING_DAY && day != null && day <= 31 ? day.intValue() : null;
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Accounts that cannot go; none for who may not see records. */
  public List<StuckAccounts.Account> getAccounts() {
    return accounts;
  }

  /** The last account shown, from which the next page goes on; null if this is the last page. */
  public Long getNext() {
    return accounts.size() < SHOWN ? null : accounts.get(accounts.size() - 1).id();
  }

  /** How many there are. */
  public int getCount() {
    return stuck.count(id);
  }

  /** What was decided until now. */
  public List<Residuals.Line> getLines() {
    return residuals.of(id);
  }

  /** What can be chosen. */
  public List<Residuals.Kind> getKinds() {
    return List.of(Residuals.Kind.values());
  }

  /** Whether this person decides on accounts. */
  public boolean isDecidable() {
    return current.get().may(Action.MERGER_WAVES);
  }

  /**
   * Whether all accounts are over or decided on, so that the wave after the last can be planned.
   */
  public boolean isClosable() {
    return isDecidable() && closing.isTime(id);
  }

  /** Whether an account was ticked in the form that came back. */
  public boolean isTicked(long member) {
    return ticked().contains(member);
  }

  /** What was typed. */
  public String typed(String field) {
    return post.text(field);
  }
}
