package org.klantbrug.report.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.ComplaintSettings;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.report.Asked;
import org.klantbrug.report.Cut;
import org.klantbrug.report.Group;
import org.klantbrug.report.Measure;
import org.klantbrug.report.Reports;
import org.klantbrug.report.Topic;
import org.klantbrug.shared.web.NotThere;
import org.omnifaces.cdi.Param;

/** The figures; each leads to the rows it counts. */
@Named
@RequestScoped
public class ReportsPage {
  @Inject private CurrentStaff current;
  @Inject private Reports reports;
  @Inject private ReportAddress addresses;
  @Inject private ReportWords words;
  @Inject private ComplaintSettings settings;
  @Inject @Param private String show;
  @Inject @Param private String by;
  @Inject @Param private String from;
  @Inject @Param private String until;
  @Inject @Param private Long company;
  @Inject @Param private String channel;

  private Asked asked;
  private Group total;
  private List<Group> groups;
  private List<Week> weeks;

  /** Over what the figures are. */
  public Asked getAsked() {
    if (asked == null) {
      asked = addresses.asked(from, until, company, channel);
    }
    return asked;
  }

  /** The pages of figures that the reader may see. */
  public List<View> getViews() {
    return View.of(current.get());
  }

  /** The page that is shown. */
  public View getView() {
    var may = getViews();
    return View.named(show)
        .filter(may::contains)
        .or(() -> may.stream().findFirst())
        .orElseThrow(NotThere::new);
  }

  /** By what the page can be cut. */
  public List<Cut> getCuts() {
    return getView().cuts();
  }

  /** By what the table is cut. */
  public Cut getCut() {
    return getCuts().stream()
        .filter(each -> each.name().equals(by))
        .findFirst()
        .orElse(getCuts().get(0));
  }

  /** The columns of the table. */
  public List<Measure> getMeasures() {
    return getView().measures();
  }

  /** Whether the figures that matter are euros. */
  public boolean isMoney() {
    return getView() == View.LENIENCY;
  }

  /** All together. */
  public Group getTotal() {
    if (total == null) {
      total = reports.total(getView().topic(), getAsked(), current.get());
    }
    return total;
  }

  /** The lines of the table. */
  public List<Group> getGroups() {
    if (groups == null) {
      groups = reports.by(getView().topic(), getCut(), getAsked(), current.get());
    }
    return groups;
  }

  /** The most that one line counts: as long as the longest bar. */
  public long getMost() {
    return getGroups().stream().mapToLong(each -> each.count(first())).max().orElse(0);
  }

  private Measure first() {
    return getMeasures().get(0);
  }

  /** What of a line is as it should be, for its bar; the first column is the whole. */
  public long good(Group group) {
    return getView() == View.HELD
        ? group.count(Measure.HELD) - group.count(Measure.HELD_LATE)
        : group.count(getMeasures().get(getView() == View.COMPLAINTS ? 2 : 1));
  }

  /** What of a line is not as it should be, for its bar. */
  public long bad(Group group) {
    return switch (getView()) {
      case COMPLAINTS -> group.count(Measure.BREACHED);
      case TIMES -> group.count(Measure.CLOCK_LATE);
      case LENIENCY -> group.count(Measure.GRANTED_APPROVED);
      case HELD -> group.count(Measure.HELD_LATE);
      case QUESTIONS -> group.count(Measure.REPEATED);
      case OBJECTIONS -> group.count(Measure.OBJECTION_LEAVES);
    };
  }

  /** The part of what customers waited for that came in time, of what is over; null for none. */
  public Double kept(Group group) {
    var over = group.count(Measure.CLOCK_KEPT) + group.count(Measure.CLOCK_LATE);
    return over == 0 ? null : (double) group.count(Measure.CLOCK_KEPT) / over;
  }

  /** A part of the whole that is shown as a rate; null for none. */
  public Double share(Measure part, Measure whole) {
    return getTotal().share(part, whole);
  }

  /**
   * What came in and what was closed in a week.
   *
   * @param week as 2026-W05
   */
  public record Week(String week, String name, long received, long closed) {}

  /** Every week of the period, in order. */
  public List<Week> getWeeks() {
    if (weeks == null) {
      var received = byWeek(Topic.COMPLAINT, Measure.RECEIVED);
      var closed = byWeek(Topic.CLOSING, Measure.CLOSINGS);
      weeks =
          Stream.iterate(
                  getAsked().from().with(java.time.DayOfWeek.MONDAY),
                  day -> !day.isAfter(getAsked().until()),
                  day -> day.plusWeeks(1))
              .map(ReportsPage::weekOf)
              .map(
                  week ->
                      new Week(
                          week,
                          words.week(week),
                          received.getOrDefault(week, 0L),
                          closed.getOrDefault(week, 0L)))
              .toList();
    }
    return weeks;
  }

  private Map<String, Long> byWeek(Topic topic, Measure measure) {
    return reports.by(topic, Cut.WEEK, getAsked(), current.get()).stream()
        .collect(
            Collectors.toMap(Group::value, (Function<Group, Long>) each -> each.count(measure)));
  }

  private static String weekOf(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        day.get(IsoFields.WEEK_BASED_YEAR),
        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** What may be granted in the year in which the period ends. */
  public ComplaintSettings.Budget getBudget() {
    return settings.budget(getAsked().until().getYear());
  }

  /** The year of the budget, as far as the period goes; of all companies and channels. */
  public Asked getBudgetYear() {
    return new Asked(getAsked().until().withDayOfYear(1), getAsked().until(), null, null);
  }

  /** What was granted in it, in euro. */
  public BigDecimal getGrantedThisYear() {
    return reports.total(Topic.LENIENCY, getBudgetYear(), current.get()).sum(Measure.GRANTED);
  }

  /** The address of the rows of a figure in the table. */
  public String rows(Measure measure, Group group) {
    return rowsOf(measure, getCut(), group.value(), getAsked());
  }

  /** The address of the rows of a figure over all. */
  public String rowsInAll(Measure measure) {
    return rowsOf(measure, Cut.ALL, null, getAsked());
  }

  /** The address of the rows of a week. */
  public String rowsOfWeek(Measure measure, String week) {
    return rowsOf(measure, Cut.WEEK, week, getAsked());
  }

  /** The address of the rows of the year of the budget. */
  public String getRowsThisYear() {
    return rowsOf(Measure.GRANTED, Cut.ALL, null, getBudgetYear());
  }

  private static String rowsOf(Measure measure, Cut cut, String value, Asked over) {
    return "/report-rows?" + ReportAddress.rows(new Reports.Wanted(measure, cut, value, over));
  }

  /** The same over the same, on another page or cut in another way. */
  public String address(View view, Cut cut) {
    return "?" + asking(view.name(), cut == null ? "" : cut.name());
  }

  /** What the address of the sheet says behind its question mark. */
  public String getSheet() {
    return asking(getView().name(), getCut().name());
  }

  private String asking(String view, String cut) {
    return ReportAddress.query(getAsked(), Map.of("show", view, "by", cut));
  }

  /** Companies in sight. */
  public List<Reports.Named> getCompanies() {
    return reports.companies(current.get());
  }

  /** Ways by which customers come. */
  public List<Channel> getChannels() {
    return List.of(Channel.values());
  }
}
