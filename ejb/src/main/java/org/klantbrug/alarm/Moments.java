package org.klantbrug.alarm;

import java.time.Instant;
import java.util.Arrays;

/** Moments in their order, to be counted between two of them. */
final class Moments {
  private long[] at = new long[64];
  private int size;

  void add(Instant moment) {
    var next = moment.toEpochMilli();
    if (size > 0 && next < at[size - 1]) {
      throw new IllegalArgumentException("Moments come in their order");
    }
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
    }
    at[size++] = next;
  }

  /** How many, the end not included. */
  int between(Instant from, Instant until) {
    return before(until) - before(from);
  }

  /** The moments in between, the end not included. */
  java.util.stream.Stream<Instant> in(Instant from, Instant until) {
    return Arrays.stream(at, before(from), before(until)).mapToObj(Instant::ofEpochMilli);
  }

  private int before(Instant moment) {
    var wanted = moment.toEpochMilli();
    var low = 0;
    var high = size;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (at[middle] < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
