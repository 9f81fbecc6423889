package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Crisis;
import org.klantbrug.crisis.SituationReport;
import org.klantbrug.crisis.SituationReports;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/** How a crisis stands and stood. */
@Path("crises/{crisis}/reports")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Situation reports")
public class SituationReportsResource {
  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private SituationReports reports;

  /**
   * How it stands.
   *
   * @param figures what is counted now; null of what was never declared
   * @param dueAt by when the next report must be written; null while the crisis does not run
   * @param reports the newest first
   */
  public record Picture(
      SituationReport.Figures figures, Instant dueAt, List<SituationReport> reports) {}

  /** The reports, and what is counted now. */
  @GET
  @Operation(
      summary = "What is counted now, when the next report is due, and all that were written")
  public Picture read(@PathParam("crisis") long id) {
    current.need(Action.CRISIS_READ);
    return picture(crises.of(id));
  }

  private Picture picture(Crisis crisis) {
    return new Picture(
        reports.figures(crisis), reports.dueAt(crisis).orElse(null), reports.of(crisis.id()));
  }

  /** Writes one. */
  @POST
  @Operation(
      summary = "Write how it stands; without nextAt the rhythm of its level says when again")
  public Picture write(@PathParam("crisis") long id, SituationReports.Words words) {
    reports.write(id, words, current.need(Action.CRISIS_WORK));
    return picture(crises.of(id));
  }
}
