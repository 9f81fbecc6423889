package org.klantbrug.wave.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.wave.WaveUndo;
import org.klantbrug.wave.WaveUndoRequests;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/** Takes a wave back by state; nothing is deleted. */
@ApplicationScoped
public class UndoWave implements JobWork {
  @Inject WaveUndo undo;

  @Override
  public String kind() {
    return WaveUndoRequests.JOB;
  }

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    return List.of();
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    undo.takeBack(lease, job.subjectId(), job.requestedBy());
  }
}
