package org.klantbrug.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** Time and memory of one piece of work in this process. */
final class Stopwatch {
  private static final List<MemoryPoolMXBean> HEAP =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  private final long start;

  private Stopwatch() {
    System.gc();
    HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
    start = System.nanoTime();
  }

  /** Starts with a heap that holds what is in use only. */
  static Stopwatch start() {
    return new Stopwatch();
  }

  /** Seconds since the start. */
  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Most heap in use since the start, in MiB, garbage included. */
  long peakHeapMb() {
    return HEAP.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
  }
}
