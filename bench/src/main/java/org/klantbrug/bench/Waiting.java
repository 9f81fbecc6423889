package org.klantbrug.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a server does by itself. */
final class Waiting {
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration A_LOOK = Duration.ofMillis(200);

  private Waiting() {}

  /**
   * Waits until it is so.
   *
   * @param what is waited for, as a person would say it
   * @throws IllegalStateException if it is not so after two hours
   */
  static void until(String what, BooleanSupplier isSo) {
    var end = System.nanoTime() + LONGEST.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Waited too long until " + what);
      }
      LockSupport.parkNanos(A_LOOK.toNanos());
    }
  }
}
