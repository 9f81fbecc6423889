package org.klantbrug.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Jobs and their slices. A request is a row written in the transaction of its cause; a node takes
 * it under a lease and works off its slices. A job whose lease ran out is taken again: nothing has
 * to be restarted by hand.
 */
@ApplicationScoped
public class Jobs {
  /** How long a runner may be silent before its job is given to another. */
  static final Duration LEASE = Duration.ofSeconds(20);

  private static final int MOST_ATTEMPTS = 30;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Database database;
  private final Outbox outbox;
  private final Event<JobsChanged> changed;

  /** For the container's proxy. */
  protected Jobs() {
    this(null, null, null);
  }

  @Inject
  public Jobs(Database database, Outbox outbox, Event<JobsChanged> changed) {
    this.database = database;
    this.outbox = outbox;
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
                   wake_id = :wake, failure = null, failure_key = null, stop_asked = false,
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
        .bind("parameters", json(parameters))
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

  /** Takes the oldest job that nobody holds, if there is one; from then on {@code node} runs it. */
  public Optional<JobLease> take(String node) {
    return database.inTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    update work_job
                       set state = 'RUNNING', epoch = epoch + 1, lease_owner = :node, attempts = attempts + 1,
                           lease_until = clock_timestamp() + make_interval(secs => :seconds),
                           started_at = coalesce(started_at, clock_timestamp())
                     where id = (select id from work_job
                                  where state = 'REQUESTED' and coalesce(lease_until, '-infinity') < clock_timestamp()
                                     or state = 'RUNNING' and lease_until < clock_timestamp()
                                  order by id
                                  limit 1
                                    for update skip locked)
                    returning id, epoch""")
                .bind("node", node)
                .bind("seconds", LEASE.toSeconds())
                .map((row, context) -> new JobLease(row.getLong("id"), row.getInt("epoch")))
                .findOne());
  }

  /**
   * Ends the database sessions of runners whose lease ran out. A server that was halted in mid
   * transaction would else hold its job for as long as it is halted.
   *
   * @return how many sessions were ended
   */
  public int endSessionsOfTheSilent() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select pg_terminate_backend(session.pid)
                      from pg_stat_activity session
                      join work_job j on session.application_name = :session || j.id || '/' || j.epoch
                     where j.state = 'RUNNING' and j.lease_until < clock_timestamp()
                       and session.usename = current_user and session.datname = current_database()""")
                .bind("session", JobLease.SESSION)
                .mapTo(Boolean.class)
                .list()
                .size());
  }

  /** Says that this runner is alive. False if it no longer holds the job. */
  public boolean renew(JobLease lease) {
    return database.inTransaction(
            handle ->
                handle
                    .createUpdate(
                        """
                        update work_job set lease_until = clock_timestamp() + make_interval(secs => :seconds)
                         where id = :job and epoch = :epoch and state = 'RUNNING'""")
                    .bind("seconds", LEASE.toSeconds())
                    .bind("job", lease.jobId())
                    .bind("epoch", lease.epoch())
                    .execute())
        == 1;
  }

  /**
   * At the start of a node: what its earlier life held is free at once, not only when the lease
   * runs out.
   */
  public int releaseAllOf(String node) {
    return database.inTransaction(
        handle ->
            handle
                .createUpdate(
                    "update work_job set lease_until = '-infinity' where lease_owner = :node and state = 'RUNNING'")
                .bind("node", node)
                .execute());
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
   * True once a person asked the job to stop, or the lease is gone: then the runner leaves at a
   * slice's end.
   */
  public boolean mustLeave(JobLease lease) {
    return database
        .with(
            handle ->
                handle
                    .createQuery(
                        "select 1 from work_job where id = :job and epoch = :epoch and state = 'RUNNING' and not stop_asked")
                    .bind("job", lease.jobId())
                    .bind("epoch", lease.epoch())
                    .mapTo(Integer.class)
                    .findOne())
        .isEmpty();
  }

  /** Whether slices were stored before, by this or an earlier runner. */
  public boolean hasSlices(long jobId) {
    return database
        .with(
            handle ->
                handle
                    .createQuery("select 1 from work_slice where job_id = :job limit 1")
                    .bind("job", jobId)
                    .mapTo(Integer.class)
                    .findOne())
        .isPresent();
  }

  /** Stores the plan, all or nothing. */
  public void plan(JobLease lease, List<Slice> slices) {
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          var batch =
              handle.prepareBatch(
                  "insert into work_slice (job_id, no, from_key, to_key) values (:job, :no, :from, :to) on conflict do nothing");
          for (var slice : slices) {
            batch
                .bind("job", lease.jobId())
                .bind("no", slice.no())
                .bind("from", slice.fromKey())
                .bind("to", slice.toKey())
                .add();
          }
          if (!slices.isEmpty()) {
            batch.execute();
          }
          handle
              .createUpdate("update work_job set total = :total, done = 0 where id = :job")
              .bind("total", slices.size())
              .bind("job", lease.jobId())
              .execute();
          return null;
        });
  }

  /**
   * The next open slice, locked in the caller's transaction until its end; empty when none is left
   * to take.
   */
  public Optional<Slice> nextSlice(JobLease lease) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select no, from_key, to_key from work_slice
                     where job_id = :job and state = 'OPEN'
                     order by stage, no limit 1 for update skip locked""")
                .bind("job", lease.jobId())
                .map(
                    (row, context) ->
                        new Slice(row.getInt("no"), row.getLong("from_key"), row.getLong("to_key")))
                .findOne());
  }

  /** Marks a slice done, in the transaction of its work. */
  public void sliceDone(JobLease lease, Slice slice, Map<String, Long> counts) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    update work_slice set state = 'DONE', epoch = :epoch, counts = cast(:counts as jsonb)
                     where job_id = :job and no = :no and state = 'OPEN'""")
                .bind("epoch", lease.epoch())
                .bind("counts", json(counts))
                .bind("job", lease.jobId())
                .bind("no", slice.no())
                .execute());
  }

  /** How far a job is that counts by other things than slices: lines of a file, for example. */
  public void progress(JobLease lease, long done, Long total) {
    database.inTransaction(
        handle ->
            handle
                .createUpdate(
                    "update work_job set done = :done, total = coalesce(:total, total) where id = :job and epoch = :epoch")
                .bind("done", done)
                .bind("total", total)
                .bind("job", lease.jobId())
                .bind("epoch", lease.epoch())
                .execute());
  }

  /**
   * To be asked before the results of a job count.
   *
   * @throws RuleBroken {@code work.slices-open} if some of its slices are not done
   */
  public void refuseOpenSlices(JobLease lease) {
    database.use(handle -> refuseOpenSlices(handle, lease.jobId()));
  }

  private static void refuseOpenSlices(Handle handle, long jobId) {
    var open =
        handle
            .createQuery("select 1 from work_slice where job_id = :job and state = 'OPEN' limit 1")
            .bind("job", jobId)
            .mapTo(Integer.class)
            .findOne();
    if (open.isPresent()) {
      throw new RuleBroken("work.slices-open");
    }
  }

  /**
   * Ends the job and asks to wake who waits for it, in one transaction.
   *
   * @throws RuleBroken {@code work.slices-open} if some of its slices are not done
   * @throws LeaseLost if it was taken by another runner, or has ended
   */
  public void complete(JobLease lease) {
    database.inTransaction(
        handle -> {
          lease.holdAlone(handle);
          refuseOpenSlices(handle, lease.jobId());
          handle
              .createUpdate(
                  """
                  update work_job j
                     set state = 'COMPLETED', ended_at = clock_timestamp(), lease_until = null,
                         done = case when exists (select 1 from work_slice s where s.job_id = j.id)
                                then (select count(*) from work_slice s where s.job_id = j.id)
                                else j.done end,
                         counts = coalesce((select jsonb_object_agg(key, total)
                                              from (select key, sum(value::bigint) total
                                                      from work_slice s, jsonb_each_text(s.counts)
                                                     where s.job_id = j.id group by key) t), j.counts)
                   where id = :job""")
              .bind("job", lease.jobId())
              .execute();
          wake(handle, lease.jobId(), "COMPLETED");
          return null;
        });
    nudge(lease.jobId());
  }

  /**
   * The job cannot go on: a person decides. Wakes who waits.
   *
   * @param key of the plain text in the language bundle
   * @param reason what happened, without personal data
   */
  public void fail(JobLease lease, String key, String reason) {
    database.inTransaction(
        handle -> {
          lease.holdAlone(handle);
          handle
              .createUpdate(
                  """
                  update work_job set state = 'FAILED', ended_at = clock_timestamp(), lease_until = null,
                         failure_key = :key, failure = :reason where id = :job""")
              .bind("key", key)
              .bind("reason", reason)
              .bind("job", lease.jobId())
              .execute();
          wake(handle, lease.jobId(), "FAILED");
          return null;
        });
    nudge(lease.jobId());
  }

  /**
   * Leaves a job for a new attempt in a moment: the node goes down, or the database was away.
   *
   * @return false if it was tried too often; then it has failed
   */
  public boolean leave(JobLease lease, Duration pause, String reason) {
    var attempts =
        database.inTransaction(
            handle ->
                handle
                    .createQuery(
                        """
                        update work_job set lease_until = clock_timestamp() + make_interval(secs => :pause), failure = :reason
                         where id = :job and epoch = :epoch and state = 'RUNNING' returning attempts""")
                    .bind("pause", pause.toSeconds())
                    .bind("reason", reason)
                    .bind("job", lease.jobId())
                    .bind("epoch", lease.epoch())
                    .mapTo(Integer.class)
                    .findOne());
    if (attempts.isPresent() && attempts.get() >= MOST_ATTEMPTS) {
      fail(lease, "job.failed.tooOften", reason);
      return false;
    }
    return true;
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
                           set state = 'REQUESTED', failure = null, failure_key = null, stop_asked = false,
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

  private void wake(Handle handle, long jobId, String state) {
    handle
        .createQuery("select wake_id from work_job where id = :job and wake_id is not null")
        .bind("job", jobId)
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            target ->
                outbox.wakeProcess(
                    target, Map.of("jobState", state, "jobId", Long.toString(jobId))));
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
        texts(row.getString("parameters")),
        by == 0 ? null : by);
  }

  private static Map<String, String> texts(String json) {
    try {
      return JSON.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Parameters of a job are not readable", e);
    }
  }

  private static String json(Map<String, ?> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
