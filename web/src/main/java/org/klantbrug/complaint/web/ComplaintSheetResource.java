package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
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
  @Inject private Texts texts;

  /**
   * The complaints that fit, in the language of the reader. That it was taken out is written down.
   * More lines than fit in a sheet are refused: then the list is to be narrowed.
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
    return Stream.of(
            "complaint.number",
            "complaint.waits-for",
            "complaint.topic",
            "complaint.product",
            "complaint.customer",
            "complaint.company",
            "complaint.received",
            "complaint.channel",
            "complaint.handler")
        .<Object>map(texts::say)
        .toList();
  }

  private List<Object> cells(ComplaintList.Line line) {
    return Arrays.asList(
        line.number(),
        texts.code("complaint.stage.", line.stage()),
        line.topic(),
        line.product(),
        line.customer(),
        line.company(),
        line.receivedAt(),
        line.channel() == null ? null : texts.value("channel", line.channel().name()),
        line.handler());
  }
}
