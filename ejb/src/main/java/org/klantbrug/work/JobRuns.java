package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What a node does with jobs: takes one under a lease, keeps the lease while it works, and ends it.
 * A job whose lease ran out is taken again: nothing has to be restarted by hand.
 */
@ApplicationScoped
public class JobRuns {
  /** How long a runner may be silent before its job is given to another. */
  static final Duration LEASE = Duration.ofSeconds(20);

  private static final int MOST_ATTEMPTS = 30;

  private final Database database;
  private final Outbox outbox;
  private final Event<JobsChanged> changed;

  /** For the container's proxy. */
  protected JobRuns() {
    this(null, null, null);
  }

  /** Works with these. */
  @Inject
  public JobRuns(Database database, Outbox outbox, Event<JobsChanged> changed) {
    this.database = database;
    this.outbox = outbox;
    this.changed = changed;
  }

  /**
   * Takes the oldest job that nobody holds, if there is one; from then on {@code node} runs it. A
   * job that was taken too often without a part of it being finished has failed: it ends whoever
   * runs it.
   */
  public Optional<JobLease> take(String node) {
    for (; ; ) {
      var taken = takeOldest(node);
      if (taken.isEmpty() || taken.get().attempts() <= MOST_ATTEMPTS) {
        return taken.map(Taken::lease);
      }
      fail(
          taken.get().lease(),
          "job.failed.tooOften",
          "Its runners ended " + MOST_ATTEMPTS + " times without finishing a part of it");
    }
  }

  /**
   * A job that was taken.
   *
   * @param attempts how often since a part of it was finished, this time included
   */
  private record Taken(JobLease lease, int attempts) {}

  private Optional<Taken> takeOldest(String node) {
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
                    returning id, epoch, attempts""")
                .bind("node", node)
                .bind("seconds", LEASE.toSeconds())
                .map(
                    (row, context) ->
                        new Taken(
                            new JobLease(row.getLong("id"), row.getInt("epoch")),
                            row.getInt("attempts")))
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

  /**
   * Does something for a job in one transaction, during which nobody takes the job over. For work
   * that people ask for too, and that therefore knows no lease.
   *
   * @throws LeaseLost if the job was taken by another runner, or has ended; then nothing was done
   */
  public <T> T holding(JobLease lease, Supplier<T> work) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          return work.get();
        });
  }

  /** As {@link #holding(JobLease, Supplier)}, for what gives nothing back. */
  public void holding(JobLease lease, Runnable work) {
    holding(
        lease,
        () -> {
          work.run();
          return null;
        });
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
   * Ends the job and asks to wake who waits for it, in one transaction.
   *
   * @throws RuleBroken {@code work.slices-open} if some of its slices are not done
   * @throws LeaseLost if it was taken by another runner, or has ended
   */
  public void complete(JobLease lease) {
    database.inTransaction(
        handle -> {
          lease.holdAlone(handle);
          Slices.refuseOpen(handle, lease.jobId());
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
    fail(lease, key, reason, null);
  }

  /** As above, because of a rule; what it says is kept in each language. */
  public void fail(JobLease lease, RuleBroken rule) {
    fail(lease, rule.key(), rule.getMessage(), JobJson.of(rule.texts()));
  }

  private void fail(JobLease lease, String key, String reason, String texts) {
    database.inTransaction(
        handle -> {
          lease.holdAlone(handle);
          handle
              .createUpdate(
                  """
                  update work_job set state = 'FAILED', ended_at = clock_timestamp(), lease_until = null,
                         failure_key = :key, failure = :reason, failure_texts = cast(:texts as jsonb)
                   where id = :job""")
              .bind("texts", texts)
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
}
