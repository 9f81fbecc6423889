package org.klantbrug.matching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.Spoken;

/**
 * How staff deal with pairs. Customers of two companies lie side by side here: before the day from
 * which everybody may see those of the acquired company only a clean team comes in; opening a pair
 * is written down as a view of both customers; and birth date, telephone and bank account are
 * masked until somebody asks for them, which is written down too.
 */
@ApplicationScoped
public class PairDesk {
  private static final String PURPOSE = "MATCH_REVIEW";

  private final Database database;
  private final BusinessClock clock;
  private final Audit audit;
  private final MatchReview review;
  private final PairVerdicts verdicts;

  /** For the container's proxy. */
  protected PairDesk() {
    this(null, null, null, null, null);
  }

  /** Works with these. */
  @Inject
  public PairDesk(
      Database database,
      BusinessClock clock,
      Audit audit,
      MatchReview review,
      PairVerdicts verdicts) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.review = review;
    this.verdicts = verdicts;
  }

  /**
   * The day on which the pairs of a run open for this colleague.
   *
   * @return empty if they may see them today
   */
  public Optional<LocalDate> closedUntil(long runId, Staff staff) {
    var sight = new Sight(clock.today(), staff.cleanTeam());
    return visibleFrom(runId).filter(day -> !sight.sees(day));
  }

  /** The later day of the merger and of its companies: a merger that was given up keeps its own. */
  private Optional<LocalDate> visibleFrom(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select greatest(m.visible_from, max(c.visible_from))
                      from merger_run r
                      join merger_merger m on m.id = r.merger_id
                      join customer_company c on c.id in (m.acquirer_id, m.acquired_id)
                     where r.id = :run group by m.id""")
                .bind("run", runId)
                .mapTo(LocalDate.class)
                .findOne());
  }

  /**
   * Pairs of a run, the heaviest first; that they were listed is written down.
   *
   * @throws RuleBroken if they are still closed for this colleague
   */
  public List<MatchReview.PairLine> list(
      long runId, MatchReview.Which which, int offset, int limit, Staff staff) {
    refuseClosed(runId, staff);
    var listed = review.list(runId, which, offset, limit);
    audit.record(
        staff.id(), staff.login(), "pairsListed", "run", runId, offset + "+" + listed.size());
    return listed;
  }

  /**
   * Opens the next pair that waits, the heaviest first, other than {@code but}; see {@link #open}.
   */
  public Optional<MatchReview.PairView> next(long runId, long but, Staff staff) {
    refuseClosed(runId, staff);
    return review.next(runId, but).map(pair -> open(pair, staff));
  }

  /**
   * Opens a pair, masked, and writes that down for both customers.
   *
   * @throws RuleBroken if there is no such pair, or it is still closed for this colleague
   */
  public MatchReview.PairView open(long pairId, Staff staff) {
    return seen(pairId, "pairOpened", staff).masked();
  }

  /** A pair with everything in sight; that it was asked for is written down for both customers. */
  public MatchReview.PairView reveal(long pairId, Staff staff) {
    return seen(pairId, "pairRevealed", staff);
  }

  /**
   * Notes what this colleague says of a pair; see {@link PairVerdicts#decide}. As they get to see
   * the pair by that, it counts as opened.
   *
   * @return the pair as it is now, masked
   */
  public MatchReview.PairView decide(
      long pairId, int version, Verdict verdict, String reason, Staff staff) {
    refuseClosed(review.read(pairId).runId(), staff);
    verdicts.decide(pairId, version, verdict, reason, staff.id(), clock.now());
    return open(pairId, staff);
  }

  private MatchReview.PairView seen(long pairId, String action, Staff staff) {
    return database.inTransaction(
        handle -> {
          var pair = review.read(pairId);
          refuseClosed(pair.runId(), staff);
          CustomerView.subjects(handle, both(handle, pairId))
              .forEach(
                  each ->
                      audit.record(
                          handle,
                          staff.id(),
                          staff.login(),
                          action,
                          each.kind(),
                          each.id(),
                          PURPOSE));
          return pair;
        });
  }

  private static List<Long> both(Handle handle, long pairId) {
    return handle
        .createQuery("select unnest(array[left_id, right_id]) from matching_pair where id = :pair")
        .bind("pair", pairId)
        .mapTo(Long.class)
        .list();
  }

  private void refuseClosed(long runId, Staff staff) {
    closedUntil(runId, staff)
        .ifPresent(
            day -> {
              throw new RuleBroken("matching.closed-until", Spoken.day(day));
            });
  }
}
