package org.klantbrug.work;

import java.util.List;
import java.util.Map;

/**
 * What a job of one kind does. A job can be killed anywhere and is then run again under a new
 * lease, by this or another node: every method is safe to repeat, and holds the lease in each
 * transaction that writes, see {@link JobLease#hold} and {@link JobRuns#holding}. What was looked
 * up before counts only while the lease is held.
 */
public interface JobWork {

  /** Name of the job file, kebab-case; the one key by which the job is asked for. */
  String kind();

  /**
   * What goes before the slices, in transactions of its own: reading a file, planning.
   *
   * @return the slices to do, in order; asked again after a crash only while none are stored
   */
  List<Slice> prepare(JobLease lease, JobRequest job);

  /**
   * Whether the slices that are stored still lead somewhere; if not they are thrown away, and
   * {@link #prepare} is asked again. Asked each time the job is taken.
   */
  default boolean planStands(JobRequest job) {
    return true;
  }

  /**
   * One slice, inside the transaction that also marks it done.
   *
   * @return counts to add to the job's, by business names such as {@code created}
   */
  default Map<String, Long> work(JobLease lease, JobRequest job, Slice slice) {
    throw new IllegalStateException(kind() + " has no slices");
  }

  /** What closes the job once all slices are done, in transactions of its own. */
  default void finish(JobLease lease, JobRequest job) {}
}
