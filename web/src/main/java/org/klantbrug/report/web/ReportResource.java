package org.klantbrug.report.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.report.Asked;
import org.klantbrug.report.Cut;
import org.klantbrug.report.Group;
import org.klantbrug.report.Measure;
import org.klantbrug.report.Reports;
import org.klantbrug.report.Row;
import org.klantbrug.report.Topic;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.shared.web.Unreadable;

/** Figures and their rows, as data and as sheets. Each taking out is written down. */
@Path("reports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class ReportResource {
  private static final int MOST = 50_000;
  private static final int SHOWN = 500;

  @Inject private CurrentStaff current;
  @Inject private Reports reports;
  @Inject private ReportAddress addresses;
  @Inject private ReportWords words;
  @Inject private Texts texts;

  /** Over what figures are wanted. */
  public static class Over {
    @QueryParam("from")
    private String from;

    @QueryParam("until")
    private String until;

    @QueryParam("company")
    private Long company;

    @QueryParam("channel")
    private String channel;

    private Asked asked(ReportAddress addresses) {
      addresses
          .wrong(from, until, channel)
          .ifPresent(
              what -> {
                throw new Unreadable(what);
              });
      return addresses.asked(from, until, company, channel);
    }
  }

  /** The figures of a page, cut in one way. */
  @GET
  @Path("figures")
  @Operation(
      summary = "Figures: show is COMPLAINTS, LENIENCY, TIMES, HELD or QUESTIONS, by is a cut")
  public List<Group> figures(
      @QueryParam("show") String show, @QueryParam("by") String by, @BeanParam Over over) {
    var view = view(show);
    var staff = current.need(view.action());
    return reports.by(view.topic(), cut(view, by), over.asked(addresses), staff);
  }

  /**
   * Some of the rows of a figure.
   *
   * @param count of all of them: the figure itself
   * @param passed how many of them come before these
   */
  public record Rows(long count, long passed, List<Row> rows) {}

  /** The rows of a figure, at most 500 at a time. */
  @GET
  @Path("rows")
  @Operation(
      summary =
          "The rows that a figure counts, the newest on top, at most 500; the next ones with passed")
  public Rows rows(
      @QueryParam("figure") String figure,
      @QueryParam("by") String by,
      @QueryParam("value") String value,
      @QueryParam("passed") @DefaultValue("0") long passed,
      @BeanParam Over over) {
    var wanted = wanted(figure, by, value, over);
    var staff = current.need(View.of(wanted.measure()).action());
    if (passed < 0) {
      throw new Unreadable("passed is 0 or more.");
    }
    return new Rows(
        reports.count(wanted, staff), passed, reports.rows(wanted, passed, SHOWN, staff));
  }

  /** The figures of a page as a sheet. */
  @GET
  @Path("figures/sheet")
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(summary = "Figures as CSV, or with as=xlsx as a workbook")
  public Response figuresSheet(
      @QueryParam("show") String show,
      @QueryParam("by") String by,
      @QueryParam("as") String as,
      @BeanParam Over over) {
    var view = view(show);
    var staff = current.need(view.action());
    var cut = cut(view, by);
    var asked = over.asked(addresses);
    var groups = reports.by(view.topic(), cut, asked, staff);
    var lines = new ArrayList<List<Object>>();
    lines.add(header(view, cut));
    groups.forEach(each -> lines.add(cells(view, cut, each)));
    reports.noteExport(
        new Reports.Wanted(view.measures().get(0), cut, null, asked), groups.size(), staff);
    return new Sheet("Klantbrug", texts.locale(), lines).answer(as, "klantbrug-figures");
  }

  private List<Object> header(View view, Cut cut) {
    var cells = new ArrayList<Object>();
    cells.add(texts.code("report.by.", cut));
    view.measures().stream().map(words::measure).forEach(cells::add);
    if (view == View.LENIENCY) {
      view.measures().stream()
          .map(each -> texts.say("report.in-euro", words.measure(each)))
          .forEach(cells::add);
    }
    return cells;
  }

  private List<Object> cells(View view, Cut cut, Group group) {
    var cells = new ArrayList<Object>();
    cells.add(words.value(cut, group.value()));
    view.measures().forEach(each -> cells.add(group.count(each)));
    if (view == View.LENIENCY) {
      view.measures().forEach(each -> cells.add(group.sum(each)));
    }
    return cells;
  }

  /** The rows of a figure as a sheet; refused if there are more than fit. */
  @GET
  @Path("rows/sheet")
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(summary = "The rows that a figure counts as CSV, or with as=xlsx as a workbook")
  public Response rowsSheet(
      @QueryParam("figure") String figure,
      @QueryParam("by") String by,
      @QueryParam("value") String value,
      @QueryParam("as") String as,
      @BeanParam Over over) {
    var wanted = wanted(figure, by, value, over);
    var staff = current.need(View.of(wanted.measure()).action());
    var rows = reports.export(wanted, MOST, staff);
    var lines =
        Stream.concat(
                Stream.of(header(wanted.measure())),
                rows.stream().map(each -> cells(wanted.measure(), each)))
            .toList();
    return new Sheet("Klantbrug", texts.locale(), lines).answer(as, "klantbrug-rows");
  }

  private List<Object> header(Measure measure) {
    return List.of(
        texts.code("report.name.", measure.topic()),
        texts.code("report.at.", measure.topic()),
        texts.say("complaint.channel"),
        texts.say("complaint.company"),
        texts.say("complaint.product"),
        words.codes(measure),
        words.figures(measure),
        texts.say("report.due"),
        texts.say("report.ended"));
  }

  private List<Object> cells(Measure measure, Row row) {
    var cells = new ArrayList<Object>();
    cells.add(row.name());
    cells.add(row.at());
    cells.add(row.channel() == null ? null : texts.value("channel", row.channel()));
    cells.add(row.company());
    cells.add(row.product());
    cells.add(words.code(measure, row));
    cells.add(measure.topic() == Topic.COMPLAINT ? null : row.figure());
    cells.add(row.due());
    cells.add(row.ended());
    return cells;
  }

  private Reports.Wanted wanted(String figure, String by, String value, Over over) {
    try {
      return addresses.wanted(figure, by, value, over.asked(addresses));
    } catch (NotThere unknown) {
      throw new Unreadable("There is no such figure, or it is not cut so.");
    }
  }

  private static View view(String show) {
    return View.named(show)
        .orElseThrow(
            () -> new Unreadable("show is one of " + Arrays.toString(View.values()) + "."));
  }

  private static Cut cut(View view, String by) {
    if (by == null || by.isEmpty()) {
      return view.cuts().get(0);
    }
    var cut = ReportAddress.find(Cut.class, by);
    if (cut == null || !cut.isOf(view.topic())) {
      throw new Unreadable("by is one of " + view.cuts() + ".");
    }
    return cut;
  }
}
