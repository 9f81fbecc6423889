package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.LongConsumer;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the next one where nobody judged, and brings back what was watched. Any number of servers
 * may do so at once: each report is held while it is looked at.
 */
@ApplicationScoped
public class Triage {
  private static final int AT_ONCE = 100;
  private static final Logger LOG = LoggerFactory.getLogger(Triage.class);

  private Database database;
  private BusinessClock clock;
  private Threats threats;

  /** For the container. */
  protected Triage() {}

  /** Works with these. */
  @Inject
  public Triage(Database database, BusinessClock clock, Threats threats) {
    this.database = database;
    this.clock = clock;
    this.threats = threats;
  }

  /**
   * Does what is due; each report in a transaction of its own, so that one that goes wrong keeps
   * none of the others.
   */
  public void lookWhereDue() {
    each(due("state = 'WATCH' and look_again_at <= :now"), threats::lookAgain);
    each(due("state = 'OPEN' and next_at <= :now"), threats::callNext);
  }

  private List<Long> due(String when) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select id from threat_report where %s order by severity desc, id limit %d"
                        .formatted(when, AT_ONCE))
                .bind("now", clock.now())
                .mapTo(Long.class)
                .list());
  }

  private static void each(List<Long> ids, LongConsumer what) {
    for (var id : ids) {
      try {
        what.accept(id);
      } catch (RuntimeException e) {
        LOG.error("Nobody could be called for threat {}; it is tried again", id, e);
      }
    }
  }
}
