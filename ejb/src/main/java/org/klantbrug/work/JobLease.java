package org.klantbrug.work;

import org.jdbi.v3.core.Handle;

/**
 * The right to write into a job's run: its number and the epoch under which it was taken. A runner
 * that was stopped and goes on after another took over holds an old epoch and can write no more.
 *
 * @param jobId key of {@code work_job}
 * @param epoch counts up each time the job is taken
 */
public record JobLease(long jobId, int epoch) {
  /** How the database names a session that writes for a job; the job and its epoch follow. */
  static final String SESSION = "klantbrug job ";

  /**
   * To be called first in every transaction that writes for the job. Holds the job's row until
   * commit, so that nobody takes over in between. A key share lock: it stands in the way of {@link
   * JobRuns#take}, which locks for update, and lets the lease be renewed and progress be noted
   * while a long slice runs. The session bears the lease's name, by which it is ended when its
   * runner falls silent in mid transaction.
   *
   * @throws LeaseLost if the job was taken by another runner, or ended
   */
  public void hold(Handle handle) {
    lock(handle, "for key share");
  }

  /**
   * A part of the job is finished: only attempts since then count. To be called last in the
   * transaction that finished it, which {@link #hold}s the job; others wait for it.
   */
  public void finishedPart(Handle handle) {
    handle
        .createUpdate(
            "update work_job set attempts = 1 where id = :job and epoch = :epoch and attempts > 1")
        .bind("job", jobId)
        .bind("epoch", epoch)
        .execute();
  }

  /** As {@link #hold}, after all others that write for the job are done: to end it. */
  void holdAlone(Handle handle) {
    lock(handle, "for update");
  }

  private void lock(Handle handle, String strength) {
    var held =
        handle
            .createQuery(
                """
                select set_config('application_name', :session, true) from work_job
                 where id = :job and epoch = :epoch and state = 'RUNNING' <strength>""")
            .define("strength", strength)
            .bind("session", SESSION + jobId + "/" + epoch)
            .bind("job", jobId)
            .bind("epoch", epoch)
            .mapTo(String.class)
            .findOne();
    if (held.isEmpty()) {
      throw new LeaseLost(this);
    }
  }
}
