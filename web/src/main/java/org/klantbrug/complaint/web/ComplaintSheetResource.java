package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.complaint.ComplaintList;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;

/** The list of complaints as a sheet. */
@Path("complaint-sheet")
@RequestScoped
@Tag(name = "Complaints")
public class ComplaintSheetResource {
  private static final int MOST = 50_000;

  @Inject private CurrentStaff current;
  @Inject private ComplaintList list;
  @Inject private ComplaintSearch search;
  @Inject private ComplaintColumns columns;
  @Inject private Texts texts;

  /**
   * The complaints that fit, with the columns that the reader chose, in his order and language.
   * That it was taken out is written down. More lines than fit in a sheet are refused: then the
   * list is to be narrowed.
   *
   * @param as {@code xlsx} for a workbook, else CSV
   */
  @GET
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(
      summary =
          "Complaints as CSV, or with as=xlsx as a workbook, narrowed as the list; a value that a spreadsheet would run has an apostrophe before it")
  public Response sheet(
      @QueryParam("show") String show,
      @QueryParam("stage") String stage,
      @QueryParam("channel") String channel,
      @QueryParam("company") Long company,
      @QueryParam("only") String only,
      @QueryParam("as") String as) {
    var by = current.need(Action.COMPLAINT_READ);
    var lines =
        list.export(search.wanted(show, stage, channel, company, only), MOST, by).stream()
            .map(this::cells);
    return new Sheet(
            "Klantbrug", texts.locale(), Stream.concat(Stream.of(header()), lines).toList())
        .answer(as, "klantbrug-complaints");
  }

  private List<Object> header() {
    return Stream.concat(
            Stream.of("complaint.number"),
            columns.getChosen().stream().flatMap(column -> headings(column).stream()))
        .<Object>map(texts::say)
        .toList();
  }

  private static List<String> headings(String column) {
    var first = ComplaintColumns.heading(column);
    return switch (column) {
      case "about" -> List.of(first, "complaint.product");
      case "customer" -> List.of(first, "complaint.company");
      case "received" -> List.of(first, "complaint.channel");
      default -> List.of(first);
    };
  }

  private List<Object> cells(ComplaintList.Line line) {
    var cells = new ArrayList<Object>();
    cells.add(line.number());
    columns.getChosen().forEach(column -> cells.addAll(cells(column, line)));
    return cells;
  }

  private List<Object> cells(String column, ComplaintList.Line line) {
    return switch (column) {
      case "waits" -> Arrays.asList(texts.code("complaint.stage.", line.stage()));
      case "about" -> Arrays.asList(line.words(), line.product());
      case "customer" ->
          Arrays.asList(line.customer() == null ? line.given() : line.customer(), line.company());
      case "received" -> Arrays.asList(line.receivedAt(), channel(line));
      case "due" -> Arrays.asList(line.dueAt());
      case "handler" -> Arrays.asList(line.handler());
      case "feedback" -> Arrays.asList(line.feedbackDueOn());
      default -> throw new IllegalArgumentException(column);
    };
  }

  private String channel(ComplaintList.Line line) {
    return line.channel() == null ? null : texts.value("channel", line.channel().name());
  }
}
