package org.klantbrug.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Several who work at the same time. */
public final class Together {
  private Together() {}

  /**
   * Lets them work and waits for all.
   *
   * @param users how many
   * @param work of each, by his number from 0
   * @return what each of them gave
   */
  public static <T> List<T> work(int users, IntFunction<Callable<T>> work) {
    var threads = Executors.newFixedThreadPool(users);
    try {
      var running = new ArrayList<Future<T>>();
      for (var user = 0; user < users; user++) {
        running.add(threads.submit(work.apply(user)));
      }
      var all = new ArrayList<T>();
      for (var one : running) {
        all.add(one.get());
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Somebody was stopped", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
