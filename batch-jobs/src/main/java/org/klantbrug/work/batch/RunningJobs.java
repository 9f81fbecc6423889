package org.klantbrug.work.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobWork;

/** The jobs that this node runs just now, and what a job of a kind does. */
@ApplicationScoped
class RunningJobs {
  private final Map<JobLease, Held> held = new ConcurrentHashMap<>();

  @Inject @Any private Instance<JobWork> works;

  /**
   * @param begun whether its execution has reached our own code
   * @param since when that became so, in nanoseconds of this machine
   */
  private record Held(boolean begun, long since) {}

  void add(JobLease lease) {
    held.put(lease, new Held(false, System.nanoTime()));
  }

  /** Its execution has reached our own code. */
  void begun(JobLease lease) {
    held.computeIfPresent(lease, (key, before) -> new Held(true, System.nanoTime()));
  }

  /** True if it was started longer ago than this, and nothing was heard of its execution since. */
  boolean isSilentFor(JobLease lease, Duration limit) {
    var state = held.get(lease);
    return state != null && !state.begun() && System.nanoTime() - state.since() >= limit.toNanos();
  }

  void remove(JobLease lease) {
    held.remove(lease);
  }

  Iterable<JobLease> all() {
    return held.keySet();
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
