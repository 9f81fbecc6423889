package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.klantbrug.shared.Database;

/** What the process of a run asks before it goes on. */
@ApplicationScoped
public class RunFacts {
  private final Database database;

  /** For the container's proxy. */
  protected RunFacts() {
    this(null);
  }

  /** Works on this database. */
  @Inject
  public RunFacts(Database database) {
    this.database = database;
  }

  /**
   * Whether rejects wait for repair.
   *
   * @param history of contacts and documents, or of all the rest
   */
  public boolean hasOpenRejects(long runId, boolean history) {
    return exists(
        """
        select 1 from merger_reject r join merger_delivery d on d.id = r.delivery_id
         where d.run_id = :run and r.state = 'OPEN'
           and (d.entity in ('CONTACT', 'DOCUMENT')) = :history limit 1""",
        runId,
        history);
  }

  /** Whether pairs between the two thresholds wait for a verdict. */
  public boolean hasPairsToReview(long runId) {
    return exists(
        "select 1 from matching_pair where run_id = :run and decision = 'REVIEW' and verdict is null and not :history limit 1",
        runId,
        false);
  }

  /** Whether all that the acquired company delivered in the run is contact history. */
  public boolean bringsHistoryOnly(long runId) {
    return exists(
            "select 1 from merger_delivery where run_id = :run and entity in ('CONTACT', 'DOCUMENT') and :history limit 1",
            runId,
            true)
        && !exists(
            """
            select 1 from merger_delivery d join merger_company c on c.id = d.company_id
             where d.run_id = :run and not c.ours and d.entity not in ('CONTACT', 'DOCUMENT') and :history limit 1""",
            runId,
            true);
  }

  /** Whether what was staged of the history differs from what the old company says there is. */
  public boolean controlTotalsDiffer(long runId) {
    return exists(
        """
        select 1 from merger_control_total t
         where t.run_id = :run and :history and t.entity in ('CONTACT', 'DOCUMENT') and t.measure = 'COUNT'
           and t.value <> (select coalesce(sum(d.read_lines), 0) from merger_delivery d
                            where d.run_id = t.run_id and d.company_id = t.company_id and d.entity = t.entity
                              and not exists (select from merger_delivery n
                                               where n.run_id = d.run_id and n.company_id = d.company_id and n.entity = d.entity
                                                 and n.mode = 'FULL' and n.state = 'IMPORTED' and n.round > d.round))
         limit 1""",
        runId,
        true);
  }

  /**
   * Whether waves carry what this run brings: its merger says so, and nobody came by another run.
   */
  public boolean goesByWaves(long runId) {
    return exists(
            """
            select 1 from merger_run r join merger_merger m on m.id = r.merger_id and m.by_waves
             where r.id = :run and :history
               and not exists (select from transfer_cutover c where c.merger_id = m.id and c.run_id <> r.id and c.kind = 'TRANSFER'
                                  and c.state = 'LIVE' and not c.rehearsal) limit 1""",
            runId,
            true)
        && !bringsHistoryOnly(runId);
  }

  private boolean exists(String sql, long runId, boolean history) {
    return database.with(
        handle ->
            handle
                .createQuery(sql)
                .bind("run", runId)
                .bind("history", history)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }
}
