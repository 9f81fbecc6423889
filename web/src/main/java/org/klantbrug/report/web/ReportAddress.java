package org.klantbrug.report.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.klantbrug.calendar.Channel;
import org.klantbrug.report.Asked;
import org.klantbrug.report.Cut;
import org.klantbrug.report.Measure;
import org.klantbrug.report.Reports;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.omnifaces.util.Servlets;

/** What an address asks of the reports; what it cannot mean is passed over. */
@RequestScoped
public class ReportAddress {
  private static final int USUAL_WEEKS = 13;

  /** Longer ago is before any customer that is kept. */
  private static final int MOST_YEARS = 10;

  private BusinessClock clock;

  /** For the container. */
  protected ReportAddress() {}

  /** Tells time by this clock. */
  @Inject
  public ReportAddress(BusinessClock clock) {
    this.clock = clock;
  }

  /**
   * Over what figures are wanted: the last thirteen weeks if it does not say.
   *
   * @param from first day as yyyy-mm-dd
   * @param until last day, in the same form
   */
  Asked asked(String from, String until, Long company, String channel) {
    var last = day(until, clock.today());
    var usual =
        last.minusWeeks(USUAL_WEEKS - 1L).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    var first = day(from, usual);
    var earliest = last.minusYears(MOST_YEARS);
    return new Asked(
        first.isAfter(last) ? last : first.isBefore(earliest) ? earliest : first,
        last,
        company,
        find(Channel.class, channel));
  }

  /**
   * What a program that asks so is to be told: it does not see, as a person does, that other
   * figures came than it meant.
   *
   * @return what cannot be read; empty if all can
   */
  Optional<String> wrong(String from, String until, String channel) {
    var asked = asked(from, until, null, channel);
    if (isNot(asked.from(), from) || isNot(asked.until(), until)) {
      return Optional.of(
          "from and until are days as 2026-12-31, from is not after until, and at most "
              + MOST_YEARS
              + " years before it.");
    }
    return channel != null && !channel.isBlank() && asked.channel() == null
        ? Optional.of("channel is one of " + Arrays.toString(Channel.values()) + ".")
        : Optional.empty();
  }

  private static boolean isNot(LocalDate day, String said) {
    return said != null && !said.isBlank() && !day.toString().equals(said.trim());
  }

  private static LocalDate day(String text, LocalDate otherwise) {
    try {
      var day = text == null || text.isBlank() ? otherwise : LocalDate.parse(text.trim());
      return day.getYear() < 1900 || day.getYear() > 2200 ? otherwise : day;
    } catch (DateTimeException unreadable) {
      return otherwise;
    }
  }

  /**
   * The rows of a figure.
   *
   * @throws NotThere if there is no such figure
   */
  Reports.Wanted wanted(String figure, String by, String value, Asked asked) {
    var measure = find(Measure.class, figure);
    var cut = by == null || by.isEmpty() ? Cut.ALL : find(Cut.class, by);
    if (measure == null || cut == null || !cut.isOf(measure.topic())) {
      throw new NotThere();
    }
    var plain = value == null ? "" : value.replace("\0", "");
    return new Reports.Wanted(measure, cut, plain.isEmpty() ? null : plain, asked);
  }

  static <E extends Enum<E>> E find(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** What an address with the same period, company and channel says behind its question mark. */
  static String query(Asked asked, Map<String, String> more) {
    var said = new LinkedHashMap<String, List<String>>();
    more.forEach((name, value) -> said.put(name, List.of(value == null ? "" : value)));
    said.put("from", List.of(asked.from().toString()));
    said.put("until", List.of(asked.until().toString()));
    said.put("company", List.of(asked.company() == null ? "" : asked.company().toString()));
    said.put("channel", List.of(asked.channel() == null ? "" : asked.channel().name()));
    return Servlets.toQueryString(said);
  }

  /** As {@link #query}, of the rows of a figure. */
  static String rows(Reports.Wanted wanted) {
    var more = new LinkedHashMap<String, String>();
    more.put("figure", wanted.measure().name());
    more.put("by", wanted.cut() == Cut.ALL ? "" : wanted.cut().name());
    more.put("value", wanted.value());
    return query(wanted.asked(), more);
  }
}
