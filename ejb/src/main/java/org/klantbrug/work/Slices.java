package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The parts of a job, each done in one transaction that also marks it done. */
@ApplicationScoped
public class Slices {
  private final Database database;

  /** For the container's proxy. */
  protected Slices() {
    this(null);
  }

  /** Works on this database. */
  @Inject
  public Slices(Database database) {
    this.database = database;
  }

  /** Whether slices were stored before, by this or an earlier runner. */
  public boolean arePlanned(long jobId) {
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

  /**
   * Does what goes before the slices of a job and plans them. Nothing if the plan stands, and what
   * it is for is there.
   */
  public void makeReady(JobLease lease, JobRequest job, JobWork work) {
    if (arePlanned(job.id()) && !work.planStands(job)) {
      forget(lease);
    }
    if (!arePlanned(job.id())) {
      var slices = work.prepare(lease, job);
      if (!slices.isEmpty()) {
        plan(lease, slices);
      }
    }
  }

  /** Throws the plan away, with what was done of it: what it was for is gone. */
  public void forget(JobLease lease) {
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          return handle
              .createUpdate("delete from work_slice where job_id = :job")
              .bind("job", lease.jobId())
              .execute();
        });
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
  public Optional<Slice> next(JobLease lease) {
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
  public void done(JobLease lease, Slice slice, Map<String, Long> counts) {
    database.use(
        handle -> {
          handle
              .createUpdate(
                  """
                  update work_slice set state = 'DONE', epoch = :epoch, counts = cast(:counts as jsonb)
                   where job_id = :job and no = :no and state = 'OPEN'""")
              .bind("epoch", lease.epoch())
              .bind("counts", JobJson.of(counts))
              .bind("job", lease.jobId())
              .bind("no", slice.no())
              .execute();
          lease.finishedPart(handle);
        });
  }

  /**
   * To be asked before the results of a job count.
   *
   * @throws RuleBroken {@code work.slices-open} if some of its slices are not done
   */
  public void refuseOpen(JobLease lease) {
    database.use(handle -> refuseOpen(handle, lease.jobId()));
  }

  static void refuseOpen(Handle handle, long jobId) {
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
}
