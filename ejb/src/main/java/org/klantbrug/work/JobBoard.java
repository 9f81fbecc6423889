package org.klantbrug.work;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.Database;

/** What people see of jobs: how far they are, how fast, and why one stopped. */
@ApplicationScoped
public class JobBoard {
  private static final String SELECT =
      """
      select j.id, j.kind, j.subject_kind, j.subject_id, j.state, j.epoch, j.attempts, j.requested_at, j.started_at,
             j.ended_at, j.total, j.failure, j.failure_key, j.failure_texts::text failure_texts, j.lease_owner, j.stop_asked,
             coalesce((select count(*) from work_slice s where s.job_id = j.id and s.state = 'DONE' having count(*) > 0), j.done) done,
             case when j.state = 'FAILED' then (
               select max(w.id) from work_item w
                where w.state = 'OPEN' and w.subject_kind = j.subject_kind and w.subject_id = j.subject_id
                  and 'goOn' = any(w.outcomes) and lower(regexp_replace(w.reason, '([A-Z])', '-\\1', 'g')) = j.kind) end repair_item_id,
             j.wake_id is not null waited_for,
             j.state = 'RUNNING' and j.lease_until < clock_timestamp() silent,
             extract(epoch from coalesce(j.ended_at, clock_timestamp()) - j.started_at) seconds
        from work_job j
      """;

  private final Database database;

  /** For the container's proxy. */
  protected JobBoard() {
    this(null);
  }

  /** Works on this database. */
  @Inject
  public JobBoard(Database database) {
    this.database = database;
  }

  /**
   * A job on the board.
   *
   * @param done slices or lines done of {@code total}
   * @param silent nobody has reported for it since its lease ran out
   * @param seconds since it was first started
   * @param failureTexts what a broken rule says, as JSON by language
   * @param repairItemId the work item in which a person decides about the failed job; null if
   *     nobody is asked
   * @param waitedFor whether a process waits, or waited, for its end
   */
  public record Row(
      long id,
      String kind,
      String subjectKind,
      long subjectId,
      String state,
      int epoch,
      int attempts,
      Instant requestedAt,
      Instant startedAt,
      Instant endedAt,
      Long total,
      long done,
      String failure,
      String failureKey,
      @JsonIgnore String failureTexts,
      String leaseOwner,
      boolean stopAsked,
      boolean silent,
      Double seconds,
      Long repairItemId,
      boolean waitedFor) {

    /** What the rule that stopped it says; empty if it was no rule. */
    public Optional<String> failureIn(Locale language) {
      return failureTexts == null
          ? Optional.empty()
          : Optional.ofNullable(JobJson.texts(failureTexts).get(language.getLanguage()));
    }

    /** Share done in per cent, 0 to 100; empty while the total is not known. */
    public Optional<Integer> percent() {
      return total == null || total == 0
          ? Optional.empty()
          : Optional.of((int) Math.min(100, done * 100 / total));
    }

    /** Whether it can be asked to stop. */
    public boolean stoppable() {
      return Set.of("REQUESTED", "RUNNING").contains(state) && !stopAsked;
    }

    /** Whether a person can let it go on with what is left. */
    public boolean canGoOn() {
      return state.equals("FAILED");
    }

    /** Done per second since the start; 0 when it has not run. */
    public long perSecond() {
      return seconds == null || seconds < 1 ? done : Math.round(done / seconds);
    }
  }

  /** The jobs on one subject, newest first. */
  public List<Row> on(String subjectKind, long subjectId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "where j.subject_kind = :kind and j.subject_id = :id order by j.id desc limit 100")
                .bind("kind", subjectKind)
                .bind("id", subjectId)
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  /**
   * Jobs that failed and wait for a decision, are silent, or were left again and again: what a
   * person should look at. A failed job of a process that has ended waits for nothing.
   */
  public List<Row> stuck() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "where j.state = 'FAILED' and (j.wake_id is null or exists (select from work_item w"
                        + " where w.state = 'OPEN' and w.subject_kind = j.subject_kind and w.subject_id = j.subject_id"
                        + " and 'goOn' = any(w.outcomes))) or j.state = 'RUNNING' and (j.lease_until < clock_timestamp() or j.attempts > 3) "
                        + "order by j.id desc limit 100")
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  /** One job. */
  public Optional<Row> find(long jobId) {
    return database.with(
        handle ->
            handle
                .createQuery(SELECT + "where j.id = :id")
                .bind("id", jobId)
                .map(ConstructorMapper.of(Row.class))
                .findOne());
  }
}
