package org.klantbrug.transfer;

import java.time.Instant;
import org.klantbrug.merger.Merger;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.Database;

/** The two tables of a merger and its run, without the entity manager of a server. */
public final class RunsInTables extends Mergers {
  private final MadeUpMerger in;
  private final Database database;

  /** Of this merger. */
  public RunsInTables(MadeUpMerger in) {
    this(in, in.database);
  }

  /** Of this merger, over another connection to its database. */
  RunsInTables(MadeUpMerger in, Database database) {
    this.in = in;
    this.database = database;
  }

  @Override
  public View readByRun(long runId) {
    var newest = number("select max(id) from merger_run");
    var open =
        number("select count(*) from merger_run where closed_at is null and id = " + newest) == 1;
    return new View(
        in.merger,
        "Zuiderwind",
        in.ours,
        "NOORD",
        in.theirs,
        "ZUID",
        "ZUID",
        "SHARE_DEAL",
        "ENERGY",
        "P30D",
        MadeUpMerger.TODAY,
        "",
        false,
        "",
        newest,
        (int) number("select no from merger_run where id = " + newest),
        "",
        open,
        Instant.EPOCH,
        0);
  }

  @Override
  public void runIs(long runId, String runState, Merger.State mergerState) {
    sql(
        "update merger_run set state = '%s', closed_at = case when '%s' in ('CLOSED', 'ABANDONED') then now() end where id = %d"
            .formatted(runState, runState, runId));
    if (mergerState != null) {
      sql("update merger_merger set state = '%s'".formatted(mergerState));
    }
  }

  private long number(String sql) {
    return database.with(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private void sql(String sql) {
    database.use(handle -> handle.execute(sql));
  }
}
