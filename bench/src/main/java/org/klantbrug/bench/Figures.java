package org.klantbrug.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, by name, in the order of the first time; each figure is a median. */
final class Figures {
  static final String ROWS = "rows/s";
  static final String STARTS = "starts/s";
  static final String TASKS = "tasks/s";

  /**
   * By unit, what everything in it is compared with: the database alone for what writes rows, the
   * process engine alone for what starts processes and answers their tasks.
   */
  private static final Map<String, String> LIMITS =
      Map.of(ROWS, "copy.1", STARTS, "engine.start", TASKS, "engine.complete");

  private final Map<String, Series> all = new LinkedHashMap<>();

  private static final class Series {
    private final String unit;
    private final List<Double> values = new ArrayList<>();
    private Long peakHeapMb;

    private Series(String unit) {
      this.unit = unit;
    }
  }

  /**
   * Adds what was measured once.
   *
   * @param peakHeapMb MiB; null if another process did the work
   */
  void add(String name, String unit, double value, Long peakHeapMb) {
    var series = all.computeIfAbsent(name, first -> new Series(unit));
    series.values.add(value);
    if (peakHeapMb != null) {
      series.peakHeapMb = Math.max(peakHeapMb, series.peakHeapMb == null ? 0 : series.peakHeapMb);
    }
  }

  /** The median of each; of an even number of values the mean of the two in the middle. */
  List<Measure> measures() {
    return all.entrySet().stream()
        .map(
            entry -> {
              var series = entry.getValue();
              var value = median(series.values);
              var limit = all.get(LIMITS.getOrDefault(series.unit, ""));
              var share = limit == null ? null : rounded(value / median(limit.values));
              return new Measure(
                  entry.getKey(), rounded(value), series.unit, share, series.peakHeapMb);
            })
        .toList();
  }

  static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The value below which a part of the values lies: the smallest that is not below it. */
  static double percentile(List<Double> values, double part) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
  }

  /** Four digits say enough; whole numbers stay whole. */
  private static double rounded(double value) {
    if (Math.abs(value) >= 1_000) {
      return Math.rint(value);
    }
    return Math.rint(value * 1_000) / 1_000;
  }
}
