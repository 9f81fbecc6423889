package org.klantbrug.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** People who press the same button in the same moment. */
public final class AtOnce {
  private AtOnce() {}

  /**
   * Lets all of them do it.
   *
   * @return for each of them {@code done}, or the key of the rule that stopped him
   */
  public static List<String> outcomes(int people, Runnable doing) {
    var pool = Executors.newFixedThreadPool(people);
    try {
      var begin = new CyclicBarrier(people);
      var asked = new ArrayList<Future<String>>();
      for (var i = 0; i < people; i++) {
        asked.add(
            pool.submit(
                () -> {
                  begin.await();
                  return outcome(doing);
                }));
      }
      var all = new ArrayList<String>();
      for (var each : asked) {
        all.add(each.get());
      }
      return all;
    } catch (Exception wrong) {
      throw new IllegalStateException(wrong);
    } finally {
      pool.shutdownNow();
    }
  }

  private static String outcome(Runnable doing) {
    try {
      doing.run();
      return "done";
    } catch (RuleBroken rule) {
      return rule.key();
    }
  }
}
