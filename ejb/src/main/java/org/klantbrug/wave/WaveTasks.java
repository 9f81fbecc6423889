package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** Asks who leads the migration about the waves of a merger: each thing once at a time. */
@ApplicationScoped
public class WaveTasks {
  /** Element of the work list: accounts that moved too often. */
  static final String DECISION = "decideOnMovedAccounts";

  /** Element of the work list: something stops accounts that were let go. */
  static final String STOPPED_LATER = "lookAtStoppedAfterGo";

  /** Element of the work list: a wave that was let go did not go over on its day. */
  static final String PASSED = "lookAtPassedWave";

  private WorkItems workItems;
  private BusinessClock clock;

  /** For the container. */
  protected WaveTasks() {}

  /** Works with these. */
  @Inject
  public WaveTasks(WorkItems workItems, BusinessClock clock) {
    this.workItems = workItems;
    this.clock = clock;
  }

  void ask(Handle handle, long mergerId, String kind) {
    if (workItems.asks("merger", mergerId, kind)) {
      return;
    }
    var name =
        handle
            .createQuery("select name from merger_merger where id = :merger")
            .bind("merger", mergerId)
            .mapTo(String.class)
            .one();
    workItems.open(
        new WorkItem(
            kind,
            null,
            null,
            "merger",
            mergerId,
            name,
            "migrationLead",
            null,
            List.of("decided"),
            null,
            clock.now()));
  }
}
