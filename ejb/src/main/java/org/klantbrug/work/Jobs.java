package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Jobs that are asked for: a row written in the transaction of its cause. A job that failed goes on
 * with the slices it has left. {@link JobRuns} is what a node does with them.
 */
@ApplicationScoped
public class Jobs {
  private final Database database;
  private final Event<JobsChanged> changed;

  /** For the container's proxy. */
  protected Jobs() {
    this(null, null);
  }

  /** Works with these. */
  @Inject
  public Jobs(Database database, Event<JobsChanged> changed) {
    this.database = database;
    this.changed = changed;
  }

  /**
   * Asks for a job, in the caller's transaction. If the last job of this kind on this subject
   * failed, that one goes on with the slices it has left.
   *
   * @param wakeId process execution to wake at the end; null if none waits
   * @return the job's key; an open job of the same kind and subject is not asked for twice
   */
  public long request(
      String kind,
      String subjectKind,
      long subjectId,
      Map<String, String> parameters,
      String wakeId,
      Long staffId,
      Instant at) {
    var id =
        database.inTransaction(
            handle -> {
              var again = goOn(handle, kind, subjectKind, subjectId, wakeId, at);
              return again.isPresent()
                  ? again.get()
                  : insert(handle, kind, subjectKind, subjectId, parameters, wakeId, staffId, at);
            });
    nudge(id);
    return id;
  }

  private static Optional<Long> goOn(
      Handle handle, String kind, String subjectKind, long subjectId, String wakeId, Instant at) {
    return handle
        .createQuery(
            """
            update work_job
               set state = case when state = 'FAILED' then 'REQUESTED' else state end,
                   wake_id = :wake, failure = null, failure_key = null, failure_texts = null, stop_asked = false,
                   attempts = 0, ended_at = null, requested_at = case when state = 'FAILED' then :at else requested_at end
             where id = (select max(id) from work_job
                          where kind = :kind and subject_kind = :subjectKind and subject_id = :subject)
               and state in ('FAILED', 'REQUESTED', 'RUNNING')
            returning id""")
        .bind("wake", wakeId)
        .bind("at", at)
        .bind("kind", kind)
        .bind("subjectKind", subjectKind)
        .bind("subject", subjectId)
        .mapTo(Long.class)
        .findOne();
  }

  private static long insert(
      Handle handle,
      String kind,
      String subjectKind,
      long subjectId,
      Map<String, String> parameters,
      String wakeId,
      Long staffId,
      Instant at) {
    return handle
        .createQuery(
            """
            insert into work_job (kind, subject_kind, subject_id, parameters, wake_id, requested_by, requested_at)
            values (:kind, :subjectKind, :subject, cast(:parameters as jsonb), :wake, :staff, :at)
            returning id""")
        .bind("kind", kind)
        .bind("subjectKind", subjectKind)
        .bind("subject", subjectId)
        .bind("parameters", JobJson.of(parameters))
        .bind("wake", wakeId)
        .bind("staff", staffId)
        .bind("at", at)
        .mapTo(Long.class)
        .one();
  }

  /**
   * The state of the newest job of this kind on this subject, in the caller's transaction; empty if
   * none was asked for.
   */
  public static Optional<String> newestState(
      Handle handle, String kind, String subjectKind, long subjectId) {
    return handle
        .createQuery(
            """
            select state from work_job where kind = :kind and subject_kind = :subjectKind
               and subject_id = :subject order by id desc limit 1""")
        .bind("kind", kind)
        .bind("subjectKind", subjectKind)
        .bind("subject", subjectId)
        .mapTo(String.class)
        .findOne();
  }

  /** The job as it was asked for. */
  public JobRequest read(long jobId) {
    return database.with(
        handle ->
            handle
                .createQuery("select * from work_job where id = :id")
                .bind("id", jobId)
                .map((row, context) -> request(row))
                .one());
  }

  /**
   * A person asks a running job to stop; it leaves at the end of its slices in hand and waits for a
   * decision.
   */
  public void askStop(long jobId) {
    database.inTransaction(
        handle ->
            handle
                .createUpdate(
                    "update work_job set stop_asked = true where id = :job and state in ('REQUESTED', 'RUNNING')")
                .bind("job", jobId)
                .execute());
  }

  /** Lets a failed job that no process waits for go on with the slices it has left. */
  void again(long jobId, Instant at) {
    var asked =
        database.inTransaction(
            handle ->
                handle
                    .createUpdate(
                        """
                        update work_job
                           set state = 'REQUESTED', failure = null, failure_key = null, failure_texts = null, stop_asked = false,
                               attempts = 0, ended_at = null, requested_at = :at
                         where id = :job and state = 'FAILED' and wake_id is null""")
                    .bind("at", at)
                    .bind("job", jobId)
                    .execute());
    if (asked == 0) {
      throw new RuleBroken("work.job-not-failed");
    }
    nudge(jobId);
  }

  /**
   * Gives up failed jobs of which the work was taken back: asked for again, a new one begins with a
   * plan of its own.
   *
   * @param handle of the caller's transaction
   * @param kinds of jobs
   */
  public static void abandonFailed(
      Handle handle, List<String> kinds, String subjectKind, long subjectId) {
    handle
        .createUpdate(
            """
            update work_job set state = 'ABANDONED', wake_id = null
             where state = 'FAILED' and kind = any(:kinds) and subject_kind = :subjectKind and subject_id = :subject""")
        .bindArray("kinds", String.class, kinds)
        .bind("subjectKind", subjectKind)
        .bind("subject", subjectId)
        .execute();
  }

  private void nudge(long jobId) {
    if (changed != null) {
      changed.fire(new JobsChanged(jobId));
    }
  }

  private static JobRequest request(ResultSet row) throws SQLException {
    var by = row.getLong("requested_by");
    return new JobRequest(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("subject_kind"),
        row.getLong("subject_id"),
        JobJson.texts(row.getString("parameters")),
        by == 0 ? null : by);
  }
}
