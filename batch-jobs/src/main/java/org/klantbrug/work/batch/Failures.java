package org.klantbrug.work.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.LeaseLost;
import org.klantbrug.work.StopAsked;

/** Why executions on this node went wrong, and whether that passes by itself. */
@ApplicationScoped
class Failures {

  /**
   * @param key of the plain text in the language bundle
   * @param passes whether trying again in a moment can help: the database was away, two slices met
   * @param rule that was broken, or null
   */
  record Failure(String key, String reason, boolean passes, RuleBroken rule) {
    Failure(String key, String reason, boolean passes) {
      this(key, reason, passes, null);
    }
  }

  private record Noted(Failure failure, long at) {}

  private final Map<JobLease, Noted> byLease = new ConcurrentHashMap<>();

  /**
   * Does a part of a job and remembers what went wrong with it; the listener tells it at the end.
   */
  <T> T noting(JobLease lease, Supplier<T> part) {
    try {
      return part.get();
    } catch (RuntimeException | Error e) {
      byLease.putIfAbsent(lease, new Noted(classify(e), System.nanoTime()));
      throw e;
    }
  }

  Failure of(JobLease lease) {
    var noted = byLease.get(lease);
    return noted == null ? null : noted.failure();
  }

  /** True if it failed longer ago than this: by now its execution should have ended. */
  boolean isOlderThan(JobLease lease, Duration limit) {
    var noted = byLease.get(lease);
    return noted != null && System.nanoTime() - noted.at() >= limit.toNanos();
  }

  void forget(JobLease lease) {
    byLease.remove(lease);
  }

  static Failure classify(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RuleBroken rule) {
        return new Failure(rule.key(), rule.getMessage(), false, rule);
      }
      if (cause instanceof StopAsked) {
        return new Failure("job.failed.stopped", cause.getMessage(), false);
      }
      if (cause instanceof LeaseLost || isPassing(cause)) {
        return new Failure("job.failed.passing", reason(cause), true);
      }
    }
    return new Failure("job.failed.unexpected", reason(thrown), false);
  }

  private static boolean isPassing(Throwable cause) {
    return cause instanceof SQLTransientException
        || cause instanceof SQLRecoverableException
        || cause instanceof RollbackException
        || cause instanceof SystemException
        || cause.getClass().getName().equals("jakarta.resource.ResourceException")
        || cause instanceof SQLException sql && isPassing(sql);
  }

  /** The pool's own exceptions have no SQLSTATE: their texts begin with its code. */
  private static boolean isPassing(SQLException sql) {
    return sql.getSQLState() == null
        ? String.valueOf(sql.getMessage()).startsWith("IJ0")
        : isPassingState(sql.getSQLState());
  }

  /** SQLSTATE 08: connection; 57P: shutdown; 40: serialization and deadlock; 53: resources. */
  private static boolean isPassingState(String state) {
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("40")
        || state.startsWith("53");
  }

  private static String reason(Throwable thrown) {
    return thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
  }
}
