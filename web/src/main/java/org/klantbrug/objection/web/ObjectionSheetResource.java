package org.klantbrug.objection.web;

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
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.objection.ObjectionList;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;

/** The list of objections as a sheet. */
@Path("objection-sheet")
@RequestScoped
@Tag(name = "Objections")
public class ObjectionSheetResource {
  private static final int MOST = 50_000;

  @Inject private CurrentStaff current;
  @Inject private ObjectionList list;
  @Inject private ObjectionSearch search;
  @Inject private Texts texts;

  /**
   * The objections that fit, in the language of the reader. That it was taken out is written down.
   *
   * @param as {@code xlsx} for a workbook, else CSV
   */
  @GET
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(summary = "Objections as CSV, or with as=xlsx as a workbook, narrowed as the list")
  public Response sheet(
      @QueryParam("show") String show,
      @QueryParam("merger") Long merger,
      @QueryParam("day") String day,
      @QueryParam("stage") String stage,
      @QueryParam("outcome") String outcome,
      @QueryParam("as") String as) {
    var by = current.need(Action.OBJECTION_READ);
    var lines =
        list.export(search.wanted(show, merger, day, stage, outcome), MOST, by).stream()
            .map(this::cells);
    return new Sheet(
            "Klantbrug", texts.locale(), Stream.concat(Stream.of(header()), lines).toList())
        .answer(as, "klantbrug-objections");
  }

  private List<Object> header() {
    return Stream.of(
            "objection.number",
            "objection.stage",
            "objection.outcome",
            "objection.about",
            "objection.way",
            "objection.customer",
            "objection.merger",
            "objection.goes-on",
            "objection.text",
            "objection.received",
            "objection.due",
            "objection.handler")
        .<Object>map(texts::say)
        .toList();
  }

  private List<Object> cells(ObjectionList.Line line) {
    return Arrays.asList(
        line.number(),
        texts.code("objection.stage.", line.stage()),
        line.outcome() == null ? "" : texts.code("objection.outcome.", line.outcome()),
        texts.code("objection.about.", line.about()),
        texts.code("objection.way.", line.way()),
        line.customer() == null ? line.sourceKey() : line.customer(),
        line.merger(),
        line.goesOn(),
        line.text(),
        line.receivedAt(),
        line.dueAt(),
        line.handler());
  }
}
