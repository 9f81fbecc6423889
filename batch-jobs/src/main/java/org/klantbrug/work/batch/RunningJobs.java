package org.klantbrug.work.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobWork;

/** The jobs that this node runs just now, and what a job of a kind does. */
@ApplicationScoped
class RunningJobs {
  private final Map<Long, JobLease> held = new ConcurrentHashMap<>();

  @Inject @Any private Instance<JobWork> works;

  void add(JobLease lease) {
    held.put(lease.jobId(), lease);
  }

  void remove(JobLease lease) {
    held.remove(lease.jobId(), lease);
  }

  Iterable<JobLease> all() {
    return held.values();
  }

  int count() {
    return held.size();
  }

  /**
   * @throws IllegalStateException if no job of this kind exists
   */
  JobWork workOf(String kind) {
    return works.stream()
        .filter(work -> work.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no job " + kind));
  }
}
