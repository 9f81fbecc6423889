package org.klantbrug.wave.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.Carried;
import org.klantbrug.transfer.Transfer;
import org.klantbrug.wave.WaveCutovers;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/** The customers of a wave live, with all that is theirs, at one moment. */
@ApplicationScoped
public class CutoverWave implements JobWork {
  /** Somebody can be stopped while the others are carried; each time one slice plan more. */
  private static final int MOST_TIMES = 5;

  @Inject WaveCutovers waves;
  @Inject Transfer transfer;

  @Override
  public String kind() {
    return Transfer.WAVE_JOB;
  }

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    return waves.isLive(job.subjectId()) ? List.of() : transfer.plan(lease, open(lease, job));
  }

  private long open(JobLease lease, JobRequest job) {
    return waves.open(lease, job.subjectId(), job.id(), job.requestedBy());
  }

  @Override
  public boolean planStands(JobRequest job) {
    return waves.stands(job.subjectId(), job.id());
  }

  @Override
  public Map<String, Long> work(JobLease lease, JobRequest job, Slice slice) {
    var cutover =
        waves
            .find(job.subjectId())
            .orElseThrow(() -> new IllegalStateException("No cut-over of the wave is under way"));
    return counts(transfer.transferSlice(lease, cutover.id(), slice));
  }

  private static Map<String, Long> counts(Carried carried) {
    return Map.of(
        "created", carried.created(),
        "merged", carried.merged(),
        "present", carried.present(),
        "rejected", carried.rejected(),
        "held", carried.held());
  }

  /** If somebody was stopped meanwhile, the others are carried anew, and looked at again. */
  @Override
  public void finish(JobLease lease, JobRequest job) {
    for (var times = 0; times < MOST_TIMES; times++) {
      if (waves.goLive(lease, job.subjectId(), job.id())) {
        return;
      }
      carryAnew(lease, job);
    }
    throw new RuleBroken("wave.stopped-too-often");
  }

  /** Only when all of it is carried it is the job's own: else another would let a part count. */
  private void carryAnew(JobLease lease, JobRequest job) {
    var cutover = waves.beginAnew(lease, job.subjectId(), job.requestedBy());
    transfer.plan(lease, cutover).forEach(slice -> transfer.transferSlice(lease, cutover, slice));
    transfer.isCarriedBy(cutover, job.id());
  }
}
