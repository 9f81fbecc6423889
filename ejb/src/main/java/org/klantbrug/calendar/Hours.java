package org.klantbrug.calendar;

import java.util.Locale;
import java.util.regex.Pattern;
import org.klantbrug.shared.RuleBroken;

/**
 * A part of a day, by the clock on the wall.
 *
 * @param from minutes after midnight, included
 * @param to minutes after midnight, not included; 1440 is the end of the day
 */
public record Hours(int from, int to) implements Comparable<Hours> {
  private static final int WHOLE_DAY = 24 * 60;
  private static final Pattern WRITTEN =
      Pattern.compile("\\s*(\\d{1,2}):(\\d\\d)\\s*[-–]\\s*(\\d{1,2}):(\\d\\d)\\s*");

  /** Begins before it ends, within one day. */
  public Hours {
    if (from < 0 || from >= to || to > WHOLE_DAY) {
      throw new RuleBroken("calendar.hours-wrong", written(from) + "-" + written(to));
    }
  }

  /**
   * Reads {@code 09:00-17:30}; 24:00 is the end of the day.
   *
   * @throws RuleBroken if that is not what it says
   */
  public static Hours parse(String text) {
    var parts = WRITTEN.matcher(text);
    if (!parts.matches() || !isMinute(parts.group(2)) || !isMinute(parts.group(4))) {
      throw new RuleBroken("calendar.hours-wrong", text);
    }
    return new Hours(
        minutes(parts.group(1), parts.group(2)), minutes(parts.group(3), parts.group(4)));
  }

  private static boolean isMinute(String digits) {
    return Integer.parseInt(digits) < 60;
  }

  private static int minutes(String hour, String minute) {
    return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
  }

  /** Whether the two have a minute in common. */
  boolean overlaps(Hours other) {
    return from < other.to && other.from < to;
  }

  @Override
  public int compareTo(Hours other) {
    return Integer.compare(from, other.from);
  }

  /** {@code 09:00-17:30}. */
  @Override
  public String toString() {
    return written(from) + "-" + written(to);
  }

  private static String written(int minutes) {
    return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
  }
}
