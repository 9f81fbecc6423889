package org.klantbrug.matching.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.matching.MatchQuality;
import org.klantbrug.matching.MatchReview;
import org.klantbrug.matching.PairDesk;
import org.klantbrug.shared.web.Choice;

/**
 * The pairs of a run. They hold names and addresses of two companies: for data stewards only, and
 * before the day from which everybody may see both, for those of the clean team.
 */
@Path("runs/{run}/pairs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pairs")
public class RunPairResource {
  private static final int MOST = 200;

  @Inject private CurrentStaff current;
  @Inject private MatchReview review;
  @Inject private PairDesk desk;

  /** Pairs, the heaviest first. */
  @GET
  @Operation(summary = "Pairs of a run: OPEN, LINKED or DECIDED, the heaviest first")
  public List<MatchReview.PairLine> list(
      @PathParam("run") long run,
      @QueryParam("which") @DefaultValue("OPEN") String which,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    var staff = current.need(Action.MERGER_STEWARD);
    return desk.list(
        run, Choice.of(MatchReview.Which.class, "which", which), Math.max(0, offset), MOST, staff);
  }

  /** How many there are of each sort. */
  @GET
  @Path("counts")
  @Operation(summary = "How many pairs wait, were linked, or have a verdict")
  public Map<MatchReview.Which, Long> counts(@PathParam("run") long run) {
    current.need(Action.MERGER_READ);
    return review.counts(run);
  }

  /** The next pair that waits; no content when none does. */
  @GET
  @Path("next")
  @Operation(
      summary = "Open the next pair that waits for a verdict; 204 when none does",
      description = "Written in the access log, and masked, as a pair that is opened by its id.")
  public Response next(@PathParam("run") long run, @QueryParam("but") @DefaultValue("0") long but) {
    return desk.next(run, but, current.need(Action.MERGER_STEWARD))
        .map(pair -> Response.ok(pair).build())
        .orElseGet(() -> Response.noContent().build());
  }

  /** How good the model is, as far as people have looked. */
  @GET
  @Path("quality")
  @Operation(summary = "How good the model is, with intervals of 95 per cent")
  public MatchQuality quality(@PathParam("run") long run) {
    current.need(Action.MERGER_READ);
    return review.quality(run);
  }
}
