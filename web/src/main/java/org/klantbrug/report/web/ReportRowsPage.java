package org.klantbrug.report.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.web.Me;
import org.klantbrug.report.Cut;
import org.klantbrug.report.Measure;
import org.klantbrug.report.Reports;
import org.klantbrug.report.Row;
import org.omnifaces.cdi.Param;

/** The rows that one figure counts. */
@Named
@RequestScoped
public class ReportRowsPage {
  private static final int PAGE = 100;

  @Inject private CurrentStaff current;
  @Inject private Me me;
  @Inject private Reports reports;
  @Inject private ReportAddress addresses;
  @Inject private ReportWords words;
  @Inject @Param private String figure;
  @Inject @Param private String by;
  @Inject @Param private String value;
  @Inject @Param private String from;
  @Inject @Param private String until;
  @Inject @Param private Long company;
  @Inject @Param private String channel;
  @Inject @Param private Long passed;

  private Reports.Wanted wanted;
  private List<Row> rows;
  private Long count;

  /** Which rows. */
  public Reports.Wanted getWanted() {
    if (wanted == null) {
      wanted = addresses.wanted(figure, by, value, addresses.asked(from, until, company, channel));
      current.need(View.of(wanted.measure()).action());
    }
    return wanted;
  }

  /** What they have in common: the value by which the figure was cut; empty for none. */
  public String getShared() {
    return getWanted().cut() == Cut.ALL ? "" : words.value(getWanted().cut(), getWanted().value());
  }

  /** How many there are. */
  public long getCount() {
    if (count == null) {
      count = reports.count(getWanted(), current.get());
    }
    return count;
  }

  /** A page of them. */
  public List<Row> getRows() {
    if (rows == null) {
      rows = reports.rows(getWanted(), start(), PAGE, current.get());
    }
    return rows;
  }

  private long start() {
    return passed == null || passed < 0 ? 0 : passed;
  }

  /** How many rows are before the next page; null on the last one. */
  public Long getNext() {
    return start() + PAGE < getCount() ? start() + PAGE : null;
  }

  /** The page of a row, if the reader may open it; empty for none. */
  public String page(Row row) {
    var page =
        switch (getWanted().measure().topic()) {
          case QUESTION -> "/customer";
          case CLOCK -> "/clock";
          case HELD -> "/complaints";
          case OBJECTION -> "/objection";
          default -> "/complaint";
        };
    var key = page.equals("/complaints") ? "?show=held&one=" : "?id=";
    return row.id() != null && me.opens(page) ? page + key + row.id() : "";
  }

  /** What the address of these rows says behind its question mark. */
  public String getAddress() {
    return ReportAddress.rows(getWanted());
  }

  /** The figures they belong to. */
  public String getBack() {
    var view = View.of(getWanted().measure());
    var cut = view.cuts().contains(getWanted().cut()) ? getWanted().cut().name() : "";
    return "/reports?"
        + ReportAddress.query(getWanted().asked(), Map.of("show", view.name(), "by", cut));
  }

  /** What is counted. */
  public Measure getMeasure() {
    return getWanted().measure();
  }
}
