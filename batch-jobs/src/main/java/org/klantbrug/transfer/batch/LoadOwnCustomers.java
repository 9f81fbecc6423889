package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.matching.Identities;
import org.klantbrug.merger.Mergers;
import org.klantbrug.transfer.Kind;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.Slice;

/** Our own delivered customers live, once; nothing to do when this run delivers none. */
@ApplicationScoped
public class LoadOwnCustomers extends CarryWork {
  @Override
  public String kind() {
    return Kind.OWN.job();
  }

  @Inject Identities identities;
  @Inject Mergers mergers;

  @Override
  Kind carries() {
    return Kind.OWN;
  }

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    var ours = ours(job);
    if (!cutovers.deliversCustomers(job.subjectId(), ours)) {
      return List.of();
    }
    identities.registerIdentities(lease, job.subjectId(), ours, clock.now());
    return super.prepare(lease, job);
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    if (cutovers.deliversCustomers(job.subjectId(), ours(job))) {
      super.finish(lease, job);
    }
  }

  private long ours(JobRequest job) {
    return mergers.readByRun(job.subjectId()).acquirerId();
  }
}
