package org.klantbrug.work.batch;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.Slices;

/**
 * The next open slice, locked in the chunk's transaction. No checkpoint: the slices are the truth.
 */
@Named
@Dependent
public class SliceReader extends AbstractItemReader {
  @Inject private JobContext context;
  @Inject private JobRuns runs;
  @Inject private Slices slices;
  @Inject private Failures failures;

  private JobLease lease;

  @Override
  public void open(Serializable checkpoint) {
    lease = JobContextReader.lease(context);
  }

  @Override
  public Object readItem() {
    return failures.noting(
        lease, () -> runs.mustLeave(lease) ? null : slices.next(lease).orElse(null));
  }
}
