package org.klantbrug.threat.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.threat.Judgement;
import org.klantbrug.threat.NewThreat;
import org.klantbrug.threat.Source;
import org.klantbrug.threat.ThreatList;
import org.klantbrug.threat.ThreatReport;
import org.klantbrug.threat.Threats;

/**
 * Threats: reported by programs that listen outside, looked at and judged. Each step names the
 * version that was read: if a colleague was there since, it answers 409.
 */
@Path("threats")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Threats")
public class ThreatsResource {
  private static final int MOST = 500;
  private static final int LONGEST_KEY = 120;

  @Inject private CurrentStaff current;
  @Inject private Threats threats;
  @Inject private ThreatList list;
  @Context private UriInfo address;

  /** The reports that fit; at most 500 from a row on. */
  @GET
  @Operation(summary = "Reports of threats: show is open, watch, past or mine")
  public List<ThreatReport> list(@QueryParam("show") String show, @QueryParam("from") Long from) {
    var staff = current.need(Action.THREAT_READ);
    return list.reports(
        show == null ? "open" : show, from == null || from < 0 ? 0 : from, MOST, staff);
  }

  /**
   * What a program saw.
   *
   * @param outsideId its own key of it: what is sent twice is one report
   * @param severity 1 to 3, 3 the worst
   * @param noticedAt since when it was to be seen; null for now
   */
  public record Seen(
      String outsideId,
      Source source,
      Integer severity,
      String text,
      String who,
      Instant noticedAt) {}

  /** Reports a threat; the same key again gives the report that is there. */
  @POST
  @Operation(summary = "Report a threat; who has crisis duty is called")
  public Response report(Seen seen) {
    var by = current.need(Action.THREAT_REPORT);
    var key = seen.outsideId() == null ? "" : seen.outsideId().strip();
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw new RuleBroken("threat.outside-id", LONGEST_KEY);
    }
    var id =
        threats.reportFromOutside(
            new NewThreat(
                "outside-" + by.id() + "-" + key,
                seen.source(),
                seen.severity(),
                seen.text(),
                seen.who(),
                null,
                null,
                seen.noticedAt()),
            by);
    return Response.created(address.getAbsolutePathBuilder().path(Long.toString(id)).build())
        .entity(list.read(id, by))
        .build();
  }

  /** One report. */
  @GET
  @Path("{id}")
  @Operation(summary = "One report of a threat, with how far it is")
  public ThreatReport read(@PathParam("id") long id) {
    return list.read(id, current.need(Action.THREAT_REPORT));
  }

  /** What happened to it. */
  @GET
  @Path("{id}/events")
  @Operation(summary = "Who was called for a report when, and what was said of it")
  public List<ThreatList.Event> events(@PathParam("id") long id) {
    list.read(id, current.need(Action.THREAT_READ));
    return list.events(id);
  }

  /** Somebody judges it. */
  public record Step(
      int version, Judgement judgement, String reason, LocalDate lookAgain, String joinTo) {}

  /** Says that one judges it. */
  @POST
  @Path("{id}/take")
  @Operation(summary = "Take a report up, so that the next one is not called yet")
  public ThreatReport take(@PathParam("id") long id, Step step) {
    var by = current.need(Action.THREAT_JUDGE);
    threats.take(id, step.version(), by);
    return list.read(id, by);
  }

  /** Judges it. */
  @POST
  @Path("{id}/judge")
  @Operation(summary = "Say that it is a false alarm, to be watched until a day, or a crisis")
  public ThreatReport judge(@PathParam("id") long id, Step step) {
    var by = current.need(Action.THREAT_JUDGE);
    threats.judge(id, step.version(), step.judgement(), step.reason(), step.lookAgain(), by);
    return list.read(id, by);
  }

  /** Joins it to another. */
  @POST
  @Path("{id}/join")
  @Operation(summary = "Say that it is about the same matter as the report with this number")
  public ThreatReport join(@PathParam("id") long id, Step step) {
    var by = current.need(Action.THREAT_JUDGE);
    threats.join(id, step.version(), step.joinTo(), step.reason(), by);
    return list.read(id, by);
  }
}
