package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.WorkItems;
import org.klantbrug.work.WorkList;

/** The work list as a sheet. */
@Path("work-sheet")
@RequestScoped
@Tag(name = "Work")
public class WorkSheetResource {
  private static final int MOST = 20_000;

  @Inject private CurrentStaff current;
  @Inject private WorkList list;
  @Inject private Texts texts;

  /**
   * The tasks that are asked for as on the screen, in the language of the reader. No customer is
   * named in it. That it was taken out is written down; more tasks than fit are refused.
   *
   * @param as {@code xlsx} for a workbook, else CSV
   */
  @GET
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(summary = "Work items as CSV, or with as=xlsx as a workbook; narrowed as the list")
  public Response sheet(@QueryParam("as") String as, @Context UriInfo uri) {
    var staff = current.need(Action.WORK_DO);
    var wanted = WorkAddress.read(name -> uri.getQueryParameters().getFirst(name));
    var lines = list.export(wanted, MOST, staff).stream().map(this::cells);
    return new Sheet(
            "Klantbrug", texts.locale(), Stream.concat(Stream.of(header()), lines).toList())
        .answer(as, "klantbrug-work");
  }

  private List<Object> header() {
    return Stream.of(
            "work.what",
            "work.column.subject",
            "work.column.role",
            "work.column.due",
            "work.column.priority",
            "work.column.who",
            "work.column.since",
            "work.answer",
            "work.when-done")
        .<Object>map(texts::say)
        .toList();
  }

  private List<Object> cells(WorkItems.Line line) {
    return new ArrayList<>(
        Arrays.asList(
            texts.code("step.", line.kind()),
            line.subjectName(),
            texts.code("role.", line.role()),
            line.dueAt(),
            texts.code("work.priority.", line.priority()),
            line.claimedBy(),
            line.createdAt(),
            texts.code("outcome.", line.outcome()),
            line.completedAt()));
  }
}
