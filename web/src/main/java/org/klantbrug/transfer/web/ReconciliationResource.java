package org.klantbrug.transfer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.transfer.Reconciliation;
import org.klantbrug.transfer.ReconciliationStatement;
import org.klantbrug.transfer.Side;
import org.klantbrug.transfer.StatementRow;

/** A reconciliation statement and the records behind its figures. Signing is a work item. */
@Path("reconciliations/{id}")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reconciliation")
public class ReconciliationResource {
  @Inject private CurrentStaff current;
  @Inject private Reconciliation reconciliation;
  @Inject private StatementPapers papers;
  @Inject private StatementSheet sheets;
  @Inject private Audit audit;
  @Inject private BusinessClock clock;

  /** Why a figure does not balance. */
  public record Explanation(String entity, String measure, String text) {}

  /** The statement. */
  @GET
  @Operation(summary = "A reconciliation statement")
  public ReconciliationStatement read(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return reconciliation.read(id);
  }

  /** The statement as a sheet for an auditor. That it was taken out is written down. */
  @GET
  @Path("sheet")
  @Produces("text/csv; charset=UTF-8")
  @Operation(
      summary =
          "A reconciliation statement as CSV: all figures with their explanations, who signed it, the"
              + " files counted, and a hash to compare it with the page; a text that a spreadsheet would run has an"
              + " apostrophe before it")
  public Response sheet(@PathParam("id") long id) {
    var by = current.need(Action.MERGER_READ);
    var paper = papers.of(reconciliation.read(id));
    audit.recordBy(
        by.id(), "statementExported", "reconciliation", id, paper.cutover().kind().name());
    return Response.ok(sheets.of(paper))
        .header("Content-Disposition", "attachment; filename=\"reconciliation-" + id + ".csv\"")
        .build();
  }

  /** The records behind a figure, a page of a hundred. That they were read is written down. */
  @GET
  @Path("rows")
  @Operation(summary = "The records behind a figure; that they were read is written down")
  public List<StatementRow> rows(
      @PathParam("id") long id,
      @QueryParam("entity") String entity,
      @QueryParam("measure") String measure,
      @QueryParam("side") @DefaultValue("DIFFERENCE") String side,
      @QueryParam("page") @DefaultValue("0") int page) {
    var staff = current.need(Action.MERGER_RECORDS);
    return reconciliation.shown(
        id,
        Choice.of(Entity.class, "entity", entity),
        measure,
        Choice.of(Side.class, "side", side),
        page,
        staff);
  }

  /** Writes down why a figure does not balance. */
  @PUT
  @Path("explanation")
  @Operation(summary = "Explain why a figure does not balance")
  public void explain(@PathParam("id") long id, Explanation why) {
    var staff = current.need(Action.MERGER_PREPARE);
    reconciliation.explain(
        id,
        Choice.of(Entity.class, "entity", why.entity()),
        why.measure(),
        why.text(),
        staff.id(),
        clock.now());
  }
}
