package org.klantbrug.matching.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.matching.Identities;
import org.klantbrug.matching.RunModels;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/** Registers the identities of the acquired customers, then estimates the model of the run. */
@ApplicationScoped
public class EstimateMatchModel implements JobWork {
  @Inject private Identities identities;
  @Inject private RunModels models;
  @Inject private Mergers mergers;
  @Inject private BusinessClock clock;

  @Override
  public String kind() {
    return "estimate-match-model";
  }

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    var merger = mergers.readByRun(job.subjectId());
    identities.registerIdentities(lease, job.subjectId(), merger.acquiredId(), clock.now());
    models.estimate(lease, job.subjectId(), merger.acquiredId(), merger.acquirerId(), clock.now());
    return List.of();
  }
}
