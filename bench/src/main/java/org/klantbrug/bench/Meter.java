package org.klantbrug.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Measures one piece of work after the other, and says each figure as it comes. */
final class Meter {
  private final Workplace place;
  private final Figures figures;
  private final Consumer<String> say;

  Meter(Workplace place, Figures figures, Consumer<String> say) {
    this.place = place;
    this.figures = figures;
    this.say = say;
  }

  /**
   * Keeps a figure.
   *
   * @param peakHeapMb MiB; null if another process did the work
   */
  void note(String name, String unit, double value, Long peakHeapMb) {
    figures.add(name, unit, value, peakHeapMb);
    say.accept(String.format(Locale.ROOT, "  %s %.1f %s", name, value, unit));
  }

  /** Of the times of requests, the one that 95 of 100 stay below. */
  void p95(String name, List<Double> milliseconds) {
    note(name, "ms p95", Figures.percentile(milliseconds, .95), null);
  }

  /**
   * Rows per second.
   *
   * @param work gives how many rows it did
   */
  void rows(String name, LongSupplier work) {
    place.settleDown();
    var watch = Stopwatch.start();
    var rows = work.getAsLong();
    note(name, Figures.ROWS, rows / watch.seconds(), watch.peakHeapMb());
  }

  /** Seconds. */
  void seconds(String name, Runnable work) {
    place.settleDown();
    var watch = Stopwatch.start();
    work.run();
    note(name, "s", watch.seconds(), watch.peakHeapMb());
  }

  /** So many of something, by second; another process does the work. */
  void perSecond(String name, String unit, int count, Runnable work) {
    place.settleDown();
    var watch = Stopwatch.start();
    work.run();
    note(name, unit, count / watch.seconds(), null);
  }
}
