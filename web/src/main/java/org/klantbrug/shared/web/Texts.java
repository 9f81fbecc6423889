package org.klantbrug.shared.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.klantbrug.shared.BusinessClock;

/** Says codes, moments and numbers in the language of the person. On pages: {@code say}. */
@Named("say")
@RequestScoped
public class Texts {
  static final String BUNDLE = "org.klantbrug.web.messages";
  private static final Duration SOON = Duration.ofHours(4);

  @Inject private Language language;
  @Inject private BusinessClock clock;

  private Locale locale;
  private ResourceBundle texts;

  /** The language that is spoken. */
  public Locale locale() {
    if (locale == null) {
      locale = language.getLocale(); // a page asks hundreds of times
    }
    return locale;
  }

  /** Speaks another language for the rest of this request: that of whom a paper is for. */
  public void speak(Locale other) {
    locale = other;
    texts = null;
  }

  /** A text with values in it. */
  public String say(String key, Object... values) {
    return new MessageFormat(bundle().getString(key), locale()).format(values);
  }

  /** On a page: a text with one value. */
  public String with(String key, Object value) {
    return say(key, value);
  }

  /** On a page: a text with two values. */
  public String with(String key, Object first, Object second) {
    return say(key, first, second);
  }

  /** On a page: a text with three values. */
  public String with(String key, Object first, Object second, Object third) {
    return say(key, first, second, third);
  }

  /**
   * What people call a code: role, kind of work, state.
   *
   * @param family first part of the key, with its dot at the end
   * @return the text; the code itself for one that has no text, so that nothing is hidden
   */
  public String code(String family, Object code) {
    if (code == null) {
      return "";
    }
    var key = family + code;
    return bundle().containsKey(key) ? bundle().getString(key) : code.toString();
  }

  /**
   * All codes of a family and what people call them.
   *
   * @param family first part of the key, with its dot at the end
   */
  public Map<String, String> family(String family) {
    return bundle().keySet().stream()
        .filter(key -> key.startsWith(family))
        .collect(Collectors.toMap(key -> key.substring(family.length()), bundle()::getString));
  }

  /**
   * What people call a code that a field of a record holds.
   *
   * @param column of the field
   */
  public String value(String column, String code) {
    return code("value." + column + ".", code);
  }

  /** What people call a job: {@code import-master-data} is the step {@code importMasterData}. */
  public String job(String kind) {
    var step =
        Pattern.compile("-(.)")
            .matcher(kind)
            .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    return code("step.", step);
  }

  /** A number with the thousands marked. */
  public String number(Number value) {
    return value == null ? "" : NumberFormat.getInstance(locale()).format(value);
  }

  /** A share of 0 to 1 in per cent. */
  public String percent(double share) {
    return NumberFormat.getPercentInstance(locale()).format(share);
  }

  /** A figure of a statement: two decimals if it has any. */
  public String figure(BigDecimal value) {
    if (value == null) {
      return "";
    }
    var format = NumberFormat.getInstance(locale());
    var whole = value.stripTrailingZeros().scale() <= 0;
    format.setMinimumFractionDigits(whole ? 0 : 2);
    return format.format(value);
  }

  /** An amount as it stands in a field: two decimals with the mark of the language, no others. */
  public String typed(BigDecimal value) {
    if (value == null) {
      return "";
    }
    var format = new DecimalFormat("0.00", DecimalFormatSymbols.getInstance(locale()));
    return format.format(value);
  }

  /** What a measure of a statement is called; sums and control totals by what they are of. */
  public String measure(String measure) {
    if (measure.startsWith("CONTROL_")) {
      return say("measure.control", measure(measure.substring(8)));
    }
    if (measure.startsWith("DELTA_")) {
      return say("measure.delta", measure(measure.substring(6)));
    }
    return measure.startsWith("SUM_")
        ? say("measure.sum", code("field.", measure.substring(4)))
        : code("measure.", measure);
  }

  /** A text of the rules: why a job stopped, or a line cannot be used; the key if it has none. */
  public String rule(String key) {
    var rules = ResourceBundle.getBundle("org.klantbrug.rules", locale());
    return key == null ? "" : rules.containsKey(key) ? rules.getString(key) : key;
  }

  /** A day. */
  public String day(LocalDate value) {
    return value == null ? "" : DateTimeFormatter.ofPattern("d MMM yyyy", locale()).format(value);
  }

  /** A day as people say it: near today in words, else the date. */
  public String near(LocalDate value) {
    if (value == null) {
      return "";
    }
    return switch ((int) Math.max(-2, Math.min(2, ChronoUnit.DAYS.between(clock.today(), value)))) {
      case -1 -> say("when.day.yesterday");
      case 0 -> say("when.day.today");
      case 1 -> say("when.day.tomorrow");
      default -> day(value);
    };
  }

  /** A moment as people say it: near now in words, else the date. Dutch time. */
  public String when(Instant at) {
    if (at == null) {
      return "";
    }
    var now = clock.now();
    var local = at.atZone(BusinessClock.ZONE);
    var time = DateTimeFormatter.ofPattern("HH:mm").format(local);
    if (at.isAfter(now) && Duration.between(now, at).compareTo(SOON) < 0) {
      return soon(Duration.between(now, at));
    }
    var days =
        ChronoUnit.DAYS.between(now.atZone(BusinessClock.ZONE).toLocalDate(), local.toLocalDate());
    if (days == 0) {
      return say("when.today", time);
    }
    if (days == -1) {
      return say("when.yesterday", time);
    }
    return days == 1 ? say("when.tomorrow", time) : farther(local, now) + " " + time;
  }

  private String soon(Duration away) {
    return away.toMinutes() < 60
        ? say("when.in-minutes", Math.max(1, away.toMinutes()))
        : say("when.in-hours", Math.round(away.toMinutes() / 60.0));
  }

  private String farther(ZonedDateTime local, Instant now) {
    var thisYear = local.getYear() == now.atZone(BusinessClock.ZONE).getYear();
    return DateTimeFormatter.ofPattern(thisYear ? "d MMM" : "d MMM yyyy", locale()).format(local);
  }

  /** As {@link #when}; of a moment that is over, how long it is. */
  public String left(Instant at) {
    if (at == null || !at.isBefore(clock.now())) {
      return when(at);
    }
    var late = Duration.between(at, clock.now());
    if (late.toMinutes() < 60) {
      return say("when.late-minutes", Math.max(1, late.toMinutes()));
    }
    return late.toHours() < 48
        ? say("when.late-hours", late.toHours())
        : say("when.late-days", late.toDays());
  }

  /**
   * How a moment by which something must be done stands: {@code bad} if it is over, {@code warn} if
   * it is today, else empty.
   */
  public String urgency(Instant at) {
    if (at.isBefore(clock.now())) {
      return "bad";
    }
    return at.atZone(BusinessClock.ZONE).toLocalDate().isAfter(clock.today()) ? "" : "warn";
  }

  /** A moment to the second. Dutch time. */
  public String exact(Instant at) {
    return at == null
        ? ""
        : DateTimeFormatter.ofPattern("EEEE d MMMM yyyy HH:mm:ss", locale())
            .format(at.atZone(BusinessClock.ZONE));
  }

  private ResourceBundle bundle() {
    if (texts == null) {
      texts = ResourceBundle.getBundle(BUNDLE, locale());
    }
    return texts;
  }
}
