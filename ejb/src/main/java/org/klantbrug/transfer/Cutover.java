package org.klantbrug.transfer;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
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
 * @param undoneReason why it was taken back; null if it was not, or a rehearsal was thrown away
 * @param seenVerdict the newest verdict of its run when it began; 0 if there was none
 * @param waveId the wave whose customers it carries, with all that is theirs; null if it carries
 *     everybody
 * @param carriesRest whether it books the records of no customer
 * @param jobId the job that carries it, of a wave; else null
 * @param round of its run when it began: it carries no file of a later one
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
    Instant undoneAt,
    String undoneReason,
    long seenVerdict,
    Long waveId,
    boolean carriesRest,
    Long jobId,
    int round) {

  private static final String COLUMNS =
      "id, run_id, merger_id, company_id, kind, rehearsal, state, started_by, started_at, live_at, undone_at, undone_reason, seen_verdict, wave_id, carries_rest, job_id, round";

  Place place() {
    return rehearsal ? Place.REHEARSAL : Place.LIVE;
  }

  /** Whether it carries the customers of one wave only. */
  public boolean isOfWave() {
    return waveId != null;
  }

  /** What it carries: of a wave, all that its customers have. */
  List<LiveTable> tables() {
    return isOfWave() ? List.of(LiveTable.values()) : kind.tables();
  }

  boolean is(String wanted) {
    return state.equals(wanted);
  }

  /** What else may happen to a cut-over while something is done with it. */
  enum Hold {
    /** Others may work for it, but nobody may change its state. */
    SHARED(" for share"),
    /** Nobody else. */
    ALONE(" for update");

    private final String lock;

    Hold(String lock) {
      this.lock = lock;
    }
  }

  /** Does something with a cut-over, in one transaction, in the place where it writes. */
  static <T> T with(Handle handle, long id, Hold hold, Function<Cutover, T> work) {
    var cutover = read(handle, id, hold.lock);
    cutover.place().enter(handle);
    var result = work.apply(cutover);
    Place.leave(handle);
    return result;
  }

  static Cutover read(Handle handle, long id) {
    return read(handle, id, "");
  }

  private static Cutover read(Handle handle, long id, String lock) {
    return handle
        .createQuery("select " + COLUMNS + " from transfer_cutover where id = :id" + lock)
        .bind("id", id)
        .map(ConstructorMapper.of(Cutover.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("transfer.unknown-cutover", String.valueOf(id)));
  }

  static String columns() {
    return COLUMNS;
  }
}
