package org.klantbrug.billing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.billing.BankFiles;
import org.klantbrug.billing.FirstDebits;
import org.klantbrug.billing.FirstDebits.Show;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.wave.Waves;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** The first debits of each wave: what the bank says of them, and finance verifying them. */
@Named
@RequestScoped
public class MergerDebitsPage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Waves allWaves;
  @Inject private FirstDebits debits;
  @Inject private BankFiles bank;
  @Inject private BillingWords words;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long wave;
  @Inject @Param private Long after;
  @Inject @Param private String show;

  private Mergers.View merger;
  private List<FirstDebits.Figures> waves;
  private FirstDebits.Figures open;
  private List<FirstDebits.FirstDebit> rows;

  /** Reads the first debits, and does what was asked. */
  public void act() {
    if (id == null && wave != null) {
      id = allWaves.read(wave).mergerId();
    }
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done()) {
      Faces.redirect(getAddress());
      return;
    }
    waves = debits.of(id);
    open =
        waves.stream()
            .filter(each -> wave != null && each.waveId() == wave)
            .findFirst()
            .orElse(null);
    rows =
        open == null || !isListed()
            ? List.of()
            : debits.page(wave, getShow(), after, current.get());
  }

  private boolean done() {
    if (post.has("take")) {
      var staff = current.need(Action.BILLING_HANDOVER);
      return words.take((name, content) -> bank.take(id, name, content, staff));
    }
    var finance = current.need(Action.BILLING_CONFIRM);
    return post.has("verify")
        && wave != null
        && notices.tryTo(() -> debits.verify(wave, finance), "billing.debits-verified");
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Its waves. */
  public List<FirstDebits.Figures> getWaves() {
    return waves;
  }

  /** The wave that is open; null if none is. */
  public FirstDebits.Figures getOpen() {
    return open;
  }

  /** The rows that are shown. */
  public List<FirstDebits.FirstDebit> getRows() {
    return rows;
  }

  /** The account behind which the next page begins; null on the last. */
  public Long getNext() {
    return rows.size() < SHOWN ? null : rows.get(rows.size() - 1).memberId();
  }

  /** Which first debits are shown. */
  public Show getShow() {
    return Arrays.stream(Show.values())
        .filter(each -> each.name().equals(show))
        .findFirst()
        .orElse(Show.EXPECTED);
  }

  /** Which can be chosen. */
  public Show[] getShows() {
    return Show.values();
  }

  /** How many there are of a kind in the wave that is open. */
  public long count(Show which) {
    return switch (which) {
      case EXPECTED -> open.expected();
      case RIGHT -> open.right();
      case WRONG -> open.wrong();
      case MISSING -> open.missing();
      case REFUSED -> open.refused();
      case REFUNDED -> open.refunded();
      case BLOCKED -> open.blocked();
    };
  }

  /** Whether this person can verify the wave now: its day has come. */
  public boolean isVerifiable() {
    return current.get().may(Action.BILLING_CONFIRM) && !open.day().isAfter(clock.today());
  }

  /** Whether this person sees single accounts, and may read files. */
  public boolean isListed() {
    return current.get().may(Action.BILLING_HANDOVER);
  }

  /** Whether customers can be looked for by this person. */
  public boolean isFindable() {
    return current.get().may(Action.CUSTOMER_READ);
  }

  /** The address of the page with the wave that is open. */
  public String getAddress() {
    return "/merger-debits?id=" + id + (wave == null ? "" : "&wave=" + wave);
  }
}
