package org.klantbrug.transfer;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.RuleBroken;

/** What waves carry is what was rehearsed and approved, and nothing that came after it. */
public final class ApprovedRehearsal {
  private ApprovedRehearsal() {}

  /**
   * To be asked before a wave goes, and while nobody changes the files of the run.
   *
   * @throws RuleBroken {@code run.not-ready}: new files are on their way to a rehearsal; {@code
   *     run.changed-since-approval}: a file came, or a record was repaired, after it was approved
   */
  public static void refuseOther(Handle handle, long runId) {
    var ready =
        handle
            .createQuery("select state = 'READY' from merger_run where id = :run")
            .bind("run", runId)
            .mapTo(Boolean.class)
            .one();
    if (!ready) {
      throw new RuleBroken("run.not-ready");
    }
    for (var kind : List.of(Kind.TRANSFER, Kind.HISTORY)) {
      if (!isAsApproved(handle, runId, kind)) {
        throw new RuleBroken("run.changed-since-approval");
      }
    }
  }

  private static boolean isAsApproved(Handle handle, long runId, Kind kind) {
    return handle
        .createQuery(
            """
            select s.id from transfer_cutover c join transfer_reconciliation s on s.cutover_id = c.id
             where c.run_id = :run and c.kind = :kind and c.rehearsal and c.state = 'LIVE' order by s.id desc limit 1""")
        .bind("run", runId)
        .bind("kind", kind)
        .mapTo(Long.class)
        .findOne()
        .filter(
            statement -> KeptStatements.isCurrent(handle, KeptStatements.read(handle, statement)))
        .isPresent();
  }
}
