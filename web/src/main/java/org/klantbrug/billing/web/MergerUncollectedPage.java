package org.klantbrug.billing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.klantbrug.billing.Uncollected;
import org.klantbrug.billing.Uncollected.Choice;
import org.klantbrug.billing.Uncollected.Show;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.wave.Waves;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Accounts that nobody collects on a day, and who does after all. */
@Named
@RequestScoped
public class MergerUncollectedPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Waves allWaves;
  @Inject private Uncollected uncollected;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long wave;
  @Inject @Param private Long after;
  @Inject @Param private String show;

  private Mergers.View merger;
  private List<Uncollected.OfWave> waves;
  private List<Uncollected.Row> rows;

  /** Reads the accounts, and does what was decided. */
  public void act() {
    if (id == null && wave != null) {
      id = allWaves.read(wave).mergerId();
    }
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && decided()) {
      Faces.redirect(getAddress());
      return;
    }
    waves = uncollected.of(id);
    rows = isListed() ? uncollected.page(id, wave, getShow(), after, current.get()) : List.of();
  }

  private boolean decided() {
    var finance = current.need(Action.BILLING_CONFIRM);
    var wish =
        new Uncollected.Wish(choice(), ticked(), isAllTicked() ? wave : null, post.text("reason"));
    return notices.tryTo(() -> uncollected.decide(id, wish, finance), "uncollected.decided");
  }

  private Choice choice() {
    return Arrays.stream(Choice.values()).filter(each -> isTyped(each)).findFirst().orElse(null);
  }

  private List<Long> ticked() {
    return post.all("account").stream()
        .map(key -> key.matches("\\d{1,18}") ? Long.valueOf(key) : null)
        .filter(Objects::nonNull)
        .toList();
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Its waves that accounts left. */
  public List<Uncollected.OfWave> getWaves() {
    return waves;
  }

  /** The wave that is open; null if all are. */
  public Uncollected.OfWave getOpen() {
    return waves.stream()
        .filter(each -> wave != null && each.waveId() == wave)
        .findFirst()
        .orElse(null);
  }

  /** Accounts that somebody must decide on, over all waves. */
  public long getLeft() {
    return waves.stream().mapToLong(Uncollected.OfWave::open).sum();
  }

  /** The accounts that are shown. */
  public List<Uncollected.Row> getRows() {
    return rows;
  }

  /** The row behind which the next page begins; null on the last. */
  public Long getNext() {
    return rows.size() < Uncollected.SHOWN ? null : rows.get(rows.size() - 1).id();
  }

  /** Which accounts are shown. */
  public Show getShow() {
    return Arrays.stream(Show.values())
        .filter(each -> each.name().equals(show))
        .findFirst()
        .orElse(Show.OPEN);
  }

  /** Which can be chosen. */
  public Show[] getShows() {
    return Show.values();
  }

  /** What can be decided. */
  public Choice[] getChoices() {
    return Choice.values();
  }

  /** Whether this person sees single accounts. */
  public boolean isListed() {
    return current.get().may(Action.BILLING_HANDOVER);
  }

  /** Whether this person decides, and there is something to decide on this page. */
  public boolean isDecidable() {
    return current.get().may(Action.BILLING_CONFIRM) && getShow() == Show.OPEN && !rows.isEmpty();
  }

  /** Whether customers can be looked for by this person. */
  public boolean isFindable() {
    return current.get().may(Action.CUSTOMER_READ);
  }

  /** Whether an account was ticked in the form that came back. */
  public boolean isTicked(long row) {
    return ticked().contains(row);
  }

  /** Whether all accounts of the wave that is open were ticked. */
  public boolean isAllTicked() {
    return wave != null && post.has("all");
  }

  /** Whether this was chosen in the form that came back. */
  public boolean isTyped(Choice each) {
    return each.name().equals(post.text("choice"));
  }

  /** The reason in the form that came back. */
  public String getReason() {
    return post.text("reason");
  }

  /** The address of the page with the wave that is open. */
  public String getAddress() {
    return "/merger-uncollected?id=" + id + (wave == null ? "" : "&wave=" + wave);
  }
}
