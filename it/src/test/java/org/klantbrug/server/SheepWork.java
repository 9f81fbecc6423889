package org.klantbrug.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/**
 * A job of the tests' own, run by the product's own machinery: counts sheep by slices of ten, and
 * leaves an entry in the log for each slice. By its parameters it stumbles on the way.
 */
@ApplicationScoped
public class SheepWork implements JobWork {
  static final int SLICES = 5;

  /**
   * Parameter: the first time, the third slice fails after it wrote, as if the database went away.
   */
  static final String STUMBLE = "stumble";

  /** Parameter: the third slice breaks a rule, each time. */
  static final String REFUSE = "refuse";

  private final Set<Long> stumbled = ConcurrentHashMap.newKeySet();

  @Inject private Audit audit;
  @Inject private Database database;

  @Override
  public String kind() {
    return "count-sheep";
  }

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    return IntStream.rangeClosed(1, SLICES)
        .mapToObj(no -> new Slice(no, no * 10L - 9, no * 10L))
        .toList();
  }

  @Override
  public Map<String, Long> work(JobLease lease, JobRequest job, Slice slice) {
    database.use(
        handle ->
            audit.record(
                handle, null, "sheep", "sheepCounted", "sheep" + job.id(), slice.no(), null));
    if (slice.no() == 3) {
      goWrong(job);
    }
    return Map.of("counted", slice.toKey() - slice.fromKey() + 1);
  }

  private void goWrong(JobRequest job) {
    if (job.parameters().containsKey(REFUSE)) {
      throw new RuleBroken("work.unknown", 3);
    }
    if (job.parameters().containsKey(STUMBLE) && stumbled.add(job.id())) {
      throw new IllegalStateException(new SQLTransientConnectionException("The database is away"));
    }
  }
}
