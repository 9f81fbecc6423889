package org.klantbrug.threat;

import org.klantbrug.alarm.Kind;

/**
 * How much of a topic is reported, whatever is usual.
 *
 * @param topic its code; empty for each topic that has none of its own
 * @param perHour more in an hour; null if that is not looked at
 * @param perDay more in a day; null if that is not looked at
 * @param badShare more per cent of a day in a bad mood; null if that is not looked at
 */
public record Threshold(
    Kind kind, String topic, Integer perHour, Integer perDay, Integer badShare) {
  /** Of fewer a share says nothing. */
  public static final int SHARE_OF_AT_LEAST = 20;

  /** For each topic of a kind that has none of its own. */
  public static final String EACH = "";
}
