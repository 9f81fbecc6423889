package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.WantedWork.Whose;
import org.klantbrug.work.WorkList;

/** The work list as a sheet. */
@Path("work-sheet")
@RequestScoped
@Tag(name = "Work")
public class WorkSheetResource {
  private static final int MOST = 20_000;

  @Inject private CurrentStaff current;
  @Inject private WorkList list;
  @Inject private WorkColumns columns;
  @Inject private Texts texts;
  @Inject @Any private Instance<WorkAbout> abouts;

  /**
   * The tasks that are asked for as on the screen, with the columns that the reader chose in his
   * order and in his language. That it was taken out is written down, and that customers were
   * named; more tasks than fit are refused.
   *
   * @param as {@code xlsx} for a workbook, else CSV
   */
  @GET
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(
      summary =
          "Work items as CSV, or with as=xlsx as a workbook; narrowed as the list, with the columns the reader chose")
  public Response sheet(@QueryParam("as") String as, @Context UriInfo uri) {
    var staff = current.need(Action.WORK_DO);
    var wanted = WorkAddress.read(name -> uri.getQueryParameters().getFirst(name));
    var shown = new WorkCells(texts, columns.of(wanted), list.export(wanted, MOST, staff), abouts);
    return new Sheet("Klantbrug", texts.locale(), shown.lines(wanted.whose() == Whose.DONE))
        .answer(as, "klantbrug-work");
  }
}
