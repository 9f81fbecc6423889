package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.klantbrug.shared.Database;

/** Two people, or two servers, each with a connection of their own to the database of a merger. */
final class TwoAtOnce implements AutoCloseable {
  final Database first;
  final Database second;
  private final MadeUpMerger in;
  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  TwoAtOnce(MadeUpMerger in) {
    this.in = in;
    first = new Database(in.source());
    second = new Database(in.source());
  }

  /**
   * The first does one thing, and the second begins another before that is committed; each all or
   * nothing.
   *
   * @return the other, which had to wait until the first was committed
   */
  Future<?> whileOpen(Runnable open, Runnable other, String what) {
    return first.inTransaction(
        handle -> {
          open.run();
          var begun = threads.submit(() -> inSecond(other));
          while (!begun.isDone() && !somebodyWaits()) {
            Thread.onSpinWait();
          }
          assertThat(begun.isDone()).as("%s did not wait", what).isFalse();
          return begun;
        });
  }

  private void inSecond(Runnable other) {
    second.inTransaction(
        handle -> {
          other.run();
          return null;
        });
  }

  private boolean somebodyWaits() {
    return in.number(
            "select count(*) from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0")
        > 0;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
