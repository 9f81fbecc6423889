package org.klantbrug.work;

/** This runner may no longer write for its job: another runner took it over, or it has ended. */
public class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(JobLease lease) {
    super("Job " + lease.jobId() + " is no longer held under epoch " + lease.epoch());
  }
}
