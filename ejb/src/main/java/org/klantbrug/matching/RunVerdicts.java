package org.klantbrug.matching;

import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.RuleBroken;

/**
 * The verdicts of a run together, for who builds on all of them. What is counted of them holds only
 * as long as nobody adds one: so it is counted and acted upon in one transaction that {@link #hold
 * holds} them.
 */
public final class RunVerdicts {
  private RunVerdicts() {}

  /**
   * Until the end of the transaction nobody else says anything of a pair of the run, or builds on
   * what was said. Taken before files of the run are held.
   *
   * @throws RuleBroken {@code merger.run-unknown}
   */
  public static void hold(Handle handle, long runId) {
    handle
        .createQuery("select id from merger_run where id = :run for no key update")
        .bind("run", runId)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("merger.run-unknown", runId));
  }

  /**
   * Refuses while pairs wait for a person. The run is held, so that none begins to wait meanwhile.
   *
   * @throws RuleBroken {@code run.pairs-open}
   */
  public static void refuseOpen(Handle handle, long runId) {
    hold(handle, runId);
    var open =
        handle
            .createQuery(
                "select count(*) from matching_pair where run_id = :run and decision = 'REVIEW' and verdict is null")
            .bind("run", runId)
            .mapTo(Long.class)
            .one();
    if (open > 0) {
      throw new RuleBroken("run.pairs-open", open);
    }
  }

  /**
   * The newest verdict on a pair of the run; the run is held.
   *
   * @return its number, which grows; 0 if there is none
   */
  public static long newest(Handle handle, long runId) {
    return handle
        .createQuery("select coalesce(max(id), 0) from matching_verdict where run_id = :run")
        .bind("run", runId)
        .mapTo(Long.class)
        .one();
  }
}
