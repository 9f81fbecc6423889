package org.klantbrug.billing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.billing.BillingAccounts;
import org.klantbrug.billing.BillingAccounts.Show;
import org.klantbrug.billing.HandOverAnswers;
import org.klantbrug.billing.HandOvers;
import org.klantbrug.billing.MadeHandOvers;
import org.klantbrug.billing.Side;
import org.klantbrug.billing.Uncollected;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** What was handed over to billing with each wave, and what both sides answered. */
@Named
@RequestScoped
public class MergerHandoverPage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private HandOvers handovers;
  @Inject private MadeHandOvers made;
  @Inject private HandOverAnswers answers;
  @Inject private BillingAccounts accounts;
  @Inject private Uncollected uncollected;
  @Inject private BillingWords words;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long wave;
  @Inject @Param private Long after;
  @Inject @Param private String show;

  private Mergers.View merger;
  private List<BillingAccounts.OfWave> waves;
  private BillingAccounts.OfWave open;
  private List<BillingAccounts.Account> rows;

  /** Reads what was handed over, and does what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done()) {
      Faces.redirect(getAddress());
      return;
    }
    waves = accounts.waves(id);
    open =
        waves.stream()
            .filter(each -> wave != null && each.waveId() == wave)
            .findFirst()
            .orElse(null);
    rows =
        open == null || !isListed()
            ? List.of()
            : accounts.page(wave, getShow(), after, current.get());
  }

  private boolean done() {
    var staff = current.need(Action.BILLING_HANDOVER);
    for (var side : Side.values()) {
      if (post.has("take" + side)) {
        return words.take((name, content) -> answers.take(id, side, name, content, staff));
      }
    }
    return post.has("correct")
        && wave != null
        && notices.tryTo(() -> handovers.correct(wave, staff), "billing.corrected");
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Its waves of which accounts were handed over. */
  public List<BillingAccounts.OfWave> getWaves() {
    return waves;
  }

  /** Accounts that nobody collects and somebody must decide on. */
  public long getUncollected() {
    return uncollected.of(id).stream().mapToLong(Uncollected.OfWave::open).sum();
  }

  /** The wave that is open; null if none is. */
  public BillingAccounts.OfWave getOpen() {
    return open;
  }

  /** What was handed over with it. */
  public List<MadeHandOvers.HandOver> getHandovers() {
    return made.of(wave);
  }

  /** Whether the day is over by which both sides had to accept the wave that is open. */
  public boolean isLate() {
    return !open.over() && open.answerBy() != null && open.answerBy().isBefore(clock.today());
  }

  /** Accounts of the wave that is open. */
  public List<BillingAccounts.Account> getRows() {
    return rows;
  }

  /** The account behind which the next page begins; null on the last. */
  public Long getNext() {
    return rows.size() < SHOWN ? null : rows.get(rows.size() - 1).memberId();
  }

  /** Which accounts are shown. */
  public Show getShow() {
    return Arrays.stream(Show.values())
        .filter(each -> each.name().equals(show))
        .findFirst()
        .orElse(Show.ALL);
  }

  /** Which can be chosen. */
  public Show[] getShows() {
    return Show.values();
  }

  /** Whether this person sees single accounts, and may take files out and read them. */
  public boolean isListed() {
    return current.get().may(Action.BILLING_HANDOVER);
  }

  /** Whether customers can be looked for by this person. */
  public boolean isFindable() {
    return current.get().may(Action.CUSTOMER_READ);
  }

  /** The address of the page with the wave that is open. */
  public String getAddress() {
    return "/merger-handover?id=" + id + (wave == null ? "" : "&wave=" + wave);
  }
}
