package org.klantbrug.shared;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again for something to do while the server runs. A look that fails, mostly as the
 * database is away, is told in the log; the next one comes all the same.
 */
public final class Looking {
  private static final Logger LOG = LoggerFactory.getLogger(Looking.class);

  private final String what;
  private final Runnable look;
  private final ScheduledFuture<?> coming;

  private Looking(ScheduledExecutorService executor, Duration pause, String what, Runnable look) {
    this.what = what;
    this.look = look;
    coming =
        executor.scheduleWithFixedDelay(
            this::now, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Begins.
   *
   * @param pause before the first look and after each one
   * @param what could not be done, for the log: "Could not {@code what}"
   * @param look does what there is to do
   */
  public static Looking every(
      Duration pause, ScheduledExecutorService executor, String what, Runnable look) {
    return new Looking(executor, pause, what, look);
  }

  /** One look more, on the thread of the caller. */
  public void now() {
    try {
      look.run();
    } catch (RuntimeException again) {
      LOG.warn("Could not {}; it is tried again: {}", what, again.toString());
    }
  }

  /** Ends; a look that is under way goes on to its end. */
  public void stop() {
    coming.cancel(false);
  }
}
