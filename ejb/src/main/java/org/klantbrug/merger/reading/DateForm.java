package org.klantbrug.merger.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.shared.RuleBroken;

/**
 * Reads days and moments in one written form, without an exception for what is wrong: a file can
 * hold a million of those. Holds the last value read, so it is for one thread.
 *
 * <p>A form is made of {@code yyyy MM M dd d HH H mm ss}, {@code S} (a fraction of a second, which
 * is passed over) and {@code X} (Z, +01:00 or +0100), with other characters as they stand. One
 * letter takes one or two digits, two letters take two.
 */
final class DateForm {
  /** Where a moment without a zone is taken to be. */
  static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  /** Forms that companies use, the likeliest first where a value fits several. */
  static final List<String> COMMON = common();

  private static final int FIRST_YEAR = 1850;
  private static final int LAST_YEAR = 2199;
  private static final String KINDS = "yMdHmsSX";

  private record Part(char kind, int letters) {}

  private final List<Part> parts = new ArrayList<>();
  private final ZoneRules rules = ZONE.getRules();

  private final int[] read = new int[128];
  private int offset;
  private boolean zoned;
  private long offsetDay = Long.MIN_VALUE;
  private ZoneOffset offsetOfDay;

  private static List<String> common() {
    var days =
        List.of(
            "dd-MM-yyyy",
            "yyyy-MM-dd",
            "yyyyMMdd",
            "dd/MM/yyyy",
            "dd.MM.yyyy",
            "d-M-yyyy",
            "d/M/yyyy",
            "MM/dd/yyyy",
            "M/d/yyyy",
            "yyyy/MM/dd",
            "ddMMyyyy");
    var times = List.of("", " HH:mm", " HH:mm:ss", "THH:mm:ss", "THH:mm:ssX", "THH:mm", " H:mm");
    var fine = List.of("THH:mm:ss.S", "THH:mm:ss.SX", " HH:mm:ss.S", " HH:mm:ssX");
    var forms = new ArrayList<String>();
    times.forEach(time -> days.forEach(day -> forms.add(day + time)));
    fine.forEach(time -> forms.add("yyyy-MM-dd" + time));
    return List.copyOf(forms);
  }

  private DateForm(String pattern) {
    for (var i = 0; i < pattern.length(); ) {
      var kind = pattern.charAt(i);
      var end = i + 1;
      while (end < pattern.length() && pattern.charAt(end) == kind) {
        end++;
      }
      if (KINDS.indexOf(kind) >= 0) {
        parts.add(new Part(kind, end - i));
        i = end;
      } else {
        parts.add(new Part('\'', kind));
        i++;
      }
    }
  }

  /**
   * The form with this pattern.
   *
   * @throws RuleBroken {@code mapping.date-format} if it names no year, month and day
   */
  static DateForm of(String pattern) {
    if (pattern == null
        || !pattern.matches(
            "[^yMd]*(yyyy|MM?|dd?)[^yMd]*(yyyy|MM?|dd?)[^yMd]*(yyyy|MM?|dd?)[^yMd]*")
        || !pattern.contains("y")
        || !pattern.contains("M")
        || !pattern.contains("d")) {
      throw new RuleBroken("mapping.date-format", String.valueOf(pattern));
    }
    return new DateForm(pattern);
  }

  /**
   * Reads a text.
   *
   * @return whether it is a day of the calendar, and a time of the day, in this form
   */
  boolean read(String text) {
    read['H'] = 0;
    read['m'] = 0;
    read['s'] = 0;
    zoned = false;
    var at = 0;
    for (var part : parts) {
      at = readPart(part, text, at);
      if (at < 0) {
        return false;
      }
    }
    return at == text.length() && isReal();
  }

  private int readPart(Part part, String text, int at) {
    switch (part.kind) {
      case '\'':
        return at < text.length() && text.charAt(at) == part.letters ? at + 1 : -1;
      case 'X':
        return readOffset(text, at);
      case 'S':
        var end = digits(text, at, 9);
        return end > at ? end : -1;
      default:
        return readNumber(part, text, at);
    }
  }

  private int readNumber(Part part, String text, int at) {
    var most = part.kind == 'y' ? 4 : 2;
    var end = digits(text, at, most);
    if (end == at || (part.letters > 1 && end - at != most)) {
      return -1;
    }
    var number = 0;
    for (var i = at; i < end; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    read[part.kind] = number;
    return end;
  }

  private static int digits(String text, int at, int most) {
    var end = at;
    while (end < text.length() && end - at < most && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }

  private int readOffset(String text, int at) {
    zoned = true;
    offset = 0;
    if (at >= text.length()) {
      return -1;
    }
    var sign = text.charAt(at);
    if (sign == 'Z') {
      return at + 1;
    }
    var colon = at + 3 < text.length() && text.charAt(at + 3) == ':' ? 1 : 0;
    var end = at + 5 + colon;
    if ((sign != '+' && sign != '-')
        || end > text.length()
        || digits(text, at + 1, 2) != at + 3
        || digits(text, at + 3 + colon, 2) != end) {
      return -1;
    }
    offset = two(text, at + 1) * 60 + two(text, end - 2);
    if (offset > 18 * 60) {
      return -1;
    }
    offset = sign == '-' ? -offset : offset;
    return end;
  }

  private static int two(String text, int at) {
    return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
  }

  private boolean isReal() {
    var year = read['y'];
    var month = read['M'];
    return year >= FIRST_YEAR
        && year <= LAST_YEAR
        && month >= 1
        && month <= 12
        && read['d'] >= 1
        && read['d'] <= daysIn(year, month)
        && read['H'] < 24
        && read['m'] < 60
        && read['s'] < 60;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private long epochDay() {
    return LocalDate.of(read['y'], read['M'], read['d']).toEpochDay();
  }

  /** The moment read, in seconds since 1970-01-01T00:00Z. */
  long epochSecond() {
    return epochDay() * 86_400
        + read['H'] * 3_600
        + read['m'] * 60
        + read['s']
        - (zoned ? offset * 60L : zoneOffset().getTotalSeconds());
  }

  /**
   * The day meant, as days since 1970-01-01: of a moment with a zone the day here, as local
   * midnight is often delivered in UTC. Midnight as written is the day as written, with any offset.
   */
  long epochDayHere() {
    if (!zoned || read['H'] + read['m'] + read['s'] == 0) {
      return epochDay();
    }
    var moment = Instant.ofEpochSecond(epochSecond());
    return moment.atZone(ZONE).toLocalDate().toEpochDay();
  }

  /** As {@link #epochDayHere}, as in 2026-04-27. */
  String dayHere() {
    return zoned ? LocalDate.ofEpochDay(epochDayHere()).toString() : day();
  }

  private String day() {
    var text = new char[10];
    day(text);
    return new String(text);
  }

  /** The moment read, as in 2026-04-27T09:15:00+02:00. */
  String moment() {
    var text = new char[25];
    day(text);
    text[10] = 'T';
    two(text, 11, read['H']);
    text[13] = ':';
    two(text, 14, read['m']);
    text[16] = ':';
    two(text, 17, read['s']);
    var minutes = zoned ? offset : zoneOffset().getTotalSeconds() / 60;
    text[19] = minutes < 0 ? '-' : '+';
    two(text, 20, Math.abs(minutes) / 60);
    text[22] = ':';
    two(text, 23, Math.abs(minutes) % 60);
    return new String(text);
  }

  /** Whether the clock skipped the moment read, when summer time began. */
  boolean isInClockGap() {
    if (zoned || offsetIsSameAllDay()) {
      return false;
    }
    return rules.getValidOffsets(local()).isEmpty();
  }

  private void day(char[] text) {
    two(text, 0, read['y'] / 100);
    two(text, 2, read['y'] % 100);
    text[4] = '-';
    two(text, 5, read['M']);
    text[7] = '-';
    two(text, 8, read['d']);
  }

  private static void two(char[] text, int at, int number) {
    text[at] = (char) ('0' + number / 10);
    text[at + 1] = (char) ('0' + number % 10);
  }

  /**
   * In the hour that comes twice the first is meant; in the hour that is skipped the old offset.
   */
  private ZoneOffset zoneOffset() {
    return offsetIsSameAllDay() ? offsetOfDay : rules.getOffset(local());
  }

  private LocalDateTime local() {
    return LocalDateTime.of(read['y'], read['M'], read['d'], read['H'], read['m'], read['s']);
  }

  private boolean offsetIsSameAllDay() {
    var day = epochDay();
    if (day != offsetDay) {
      offsetDay = day;
      var start = LocalDate.ofEpochDay(day).atStartOfDay();
      offsetOfDay = rules.getOffset(start);
      if (!offsetOfDay.equals(rules.getOffset(start.plusDays(1)))) {
        offsetOfDay = null;
      }
    }
    return offsetOfDay != null;
  }
}
