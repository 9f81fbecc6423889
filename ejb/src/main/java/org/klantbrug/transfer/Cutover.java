package org.klantbrug.transfer;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.RuleBroken;

/**
 * One transfer.
 *
 * @param companyId whose records are carried
 * @param rehearsal whether it writes to the shadow tables
 * @param state RUNNING, LIVE, UNDONE or DROPPED (a rehearsal that was thrown away)
 * @param startedBy staff id
 */
public record Cutover(
    long id,
    long runId,
    long mergerId,
    long companyId,
    Kind kind,
    boolean rehearsal,
    String state,
    long startedBy,
    Instant startedAt,
    Instant liveAt,
    Instant undoneAt) {

  private static final String COLUMNS =
      "id, run_id, merger_id, company_id, kind, rehearsal, state, started_by, started_at, live_at, undone_at";

  Place place() {
    return rehearsal ? Place.REHEARSAL : Place.LIVE;
  }

  boolean is(String wanted) {
    return state.equals(wanted);
  }

  /** Reads a cut-over and makes the transaction work where it writes. */
  static Cutover enter(Handle handle, long id) {
    return enter(handle, id, "");
  }

  /**
   * As {@link #enter(Handle, long)}; nobody can change its state until the end of the transaction.
   */
  static Cutover enterHolding(Handle handle, long id) {
    return enter(handle, id, " for share");
  }

  /** As {@link #enter(Handle, long)}; nobody can work for it until the end of the transaction. */
  static Cutover enterChanging(Handle handle, long id) {
    return enter(handle, id, " for update");
  }

  private static Cutover enter(Handle handle, long id, String lock) {
    var cutover =
        handle
            .createQuery("select " + COLUMNS + " from transfer_cutover where id = :id" + lock)
            .bind("id", id)
            .map(ConstructorMapper.of(Cutover.class))
            .findOne()
            .orElseThrow(() -> new RuleBroken("transfer.unknown-cutover", String.valueOf(id)));
    cutover.place().enter(handle);
    return cutover;
  }

  static String columns() {
    return COLUMNS;
  }
}
