package org.klantbrug.transfer;

import java.util.Map;

/**
 * What one slice did, in records per outcome. All zero when the slice had been carried before.
 *
 * @param merged customers joined to a party that was there
 * @param held carried or kept back, and waiting for a person
 */
public record Carried(long created, long merged, long present, long rejected, long held) {
  static final Carried NOTHING = new Carried(0, 0, 0, 0, 0);

  static Carried of(Map<String, Long> counts) {
    return new Carried(
        counts.getOrDefault("CREATED", 0L),
        counts.getOrDefault("MERGED", 0L),
        counts.getOrDefault("PRESENT", 0L),
        counts.getOrDefault("REJECTED", 0L),
        counts.getOrDefault("HELD", 0L));
  }

  Carried plus(Carried other) {
    return new Carried(
        created + other.created,
        merged + other.merged,
        present + other.present,
        rejected + other.rejected,
        held + other.held);
  }

  /** Records that got their outcome. */
  public long records() {
    return created + merged + present + rejected + held;
  }
}
