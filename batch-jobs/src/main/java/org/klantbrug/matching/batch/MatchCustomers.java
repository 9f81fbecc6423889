package org.klantbrug.matching.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.klantbrug.matching.RunMatching;
import org.klantbrug.merger.Mergers;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/**
 * Pairs of an acquired customer and one of ours that may be one person, slice by slice; then all
 * decided together.
 */
@ApplicationScoped
public class MatchCustomers implements JobWork {
  @Inject private RunMatching matching;
  @Inject private Mergers mergers;

  @Override
  public String kind() {
    return "match-customers";
  }

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    var merger = mergers.readByRun(job.subjectId());
    return matching.prepare(lease, job.subjectId(), merger.acquiredId(), merger.acquirerId());
  }

  @Override
  public Map<String, Long> work(JobLease lease, JobRequest job, Slice slice) {
    var acquired = mergers.readByRun(job.subjectId()).acquiredId();
    return Map.of("pairs", matching.matchSlice(lease, job.subjectId(), acquired, slice));
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    matching.decide(lease, job.subjectId());
  }
}
