package org.klantbrug.ending.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.klantbrug.ending.Purges;
import org.klantbrug.ending.Purging;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/** Lets delivered files and staged records go; a slice is a part of a delivery. */
@ApplicationScoped
public class PurgeRawData implements JobWork {
  @Inject Purging purging;

  @Override
  public String kind() {
    return Purges.JOB;
  }

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    return purging.plan(lease, job.subjectId()).stream()
        .map(part -> new Slice(part.no(), part.fromLine(), part.toLine()))
        .toList();
  }

  @Override
  public Map<String, Long> work(JobLease lease, JobRequest job, Slice slice) {
    var counted = purging.empty(job.subjectId(), slice.no());
    return Map.of("gone", counted.gone(), "kept", counted.kept());
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    purging.finish(lease, job.subjectId());
  }
}
