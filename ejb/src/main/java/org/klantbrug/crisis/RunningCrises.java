package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What runs now, for the band on every page: looked up once a second per server however many pages
 * are opened, and at once on the server where it was declared or stood down.
 */
@ApplicationScoped
public class RunningCrises {
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private Crises crises;
  private LongSupplier nanos;

  /** What was found, and when; null before the first look. */
  private volatile Look last;

  private record Look(List<Crisis> running, long at) {}

  /** For the container. */
  protected RunningCrises() {}

  /** Looks among these. */
  @Inject
  public RunningCrises(Crises crises) {
    this(crises, System::nanoTime);
  }

  /** As the other, by another measure of time, in nanoseconds. */
  RunningCrises(Crises crises, LongSupplier nanos) {
    this.crises = crises;
    this.nanos = nanos;
  }

  /** What runs, exercises too; at most a second old. */
  public List<Crisis> now() {
    var look = last;
    if (look == null || nanos.getAsLong() - look.at() > FRESH) {
      look = new Look(crises.running(), nanos.getAsLong());
      last = look;
    }
    return look.running();
  }

  void onDeclared(@Observes(during = TransactionPhase.AFTER_SUCCESS) CrisisDeclared declared) {
    last = null;
  }

  void onStoodDown(@Observes(during = TransactionPhase.AFTER_SUCCESS) CrisisStoodDown stoodDown) {
    last = null;
  }
}
