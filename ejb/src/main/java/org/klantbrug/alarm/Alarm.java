package org.klantbrug.alarm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Somebody was told that more came in than chance explains.
 *
 * @param waveDay day of the wave whose customers it is about
 * @param learnt from what was known what to expect: {@code SETTING} or {@code WAVES}
 * @param figures what was over its limit, the clearest first
 * @param answers what who leads the migration said of it, the newest first
 */
public record Alarm(
    long id,
    long mergerId,
    long waveId,
    LocalDate waveDay,
    Kind kind,
    Instant at,
    String learnt,
    List<Figure> figures,
    List<Said> answers) {
  /** What somebody said of it. */
  public record Said(Instant at, String by, Alarms.Answer answer, String reason) {}

  /** Whether nobody answered it yet. */
  public boolean isOpen() {
    return answers.isEmpty();
  }
}
