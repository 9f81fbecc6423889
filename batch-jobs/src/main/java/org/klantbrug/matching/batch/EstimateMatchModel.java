package org.klantbrug.matching.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
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
  private final Identities identities;
  private final RunModels models;
  private final Mergers mergers;
  private final BusinessClock clock;

  /** For the container's proxy. */
  protected EstimateMatchModel() {
    this(null, null, null, null);
  }

  /** Works with these. */
  @Inject
  public EstimateMatchModel(
      Identities identities, RunModels models, Mergers mergers, BusinessClock clock) {
    this.identities = identities;
    this.models = models;
    this.mergers = mergers;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "estimate-match-model";
  }

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    return identities.plan(job.subjectId(), mergers.readByRun(job.subjectId()).acquiredId());
  }

  /** While it stood still a customer may have been repaired whose part was done already. */
  @Override
  public boolean planStands(JobRequest job) {
    return false;
  }

  @Override
  public Map<String, Long> work(JobLease lease, JobRequest job, Slice slice) {
    var acquired = mergers.readByRun(job.subjectId()).acquiredId();
    identities.registerIdentities(lease, job.subjectId(), acquired, slice, clock.now());
    return Map.of();
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    var merger = mergers.readByRun(job.subjectId());
    models.estimate(lease, job.subjectId(), merger.acquiredId(), merger.acquirerId(), clock.now());
  }
}
