package org.klantbrug.sla;

import java.time.Instant;
import org.klantbrug.calendar.Channel;

/**
 * A clock whose dates move, or would.
 *
 * @param subjectName null if it has none
 */
public record Move(
    long clockId,
    String subjectKind,
    long subjectId,
    String subjectName,
    Stage stage,
    Channel channel,
    Instant targetBefore,
    Instant target,
    Instant limitBefore,
    Instant limit) {
  static Move of(SlaClock clock, Reckoning dates) {
    return new Move(
        clock.id(),
        clock.subjectKind(),
        clock.subjectId(),
        clock.subjectName(),
        clock.stage(),
        clock.channel(),
        clock.target(),
        dates.target(),
        clock.limit(),
        dates.limit());
  }

  /** Whether what people see moves. */
  boolean seen() {
    return !target.equals(targetBefore) || !limit.equals(limitBefore);
  }
}
