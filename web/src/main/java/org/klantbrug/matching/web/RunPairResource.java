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
import org.klantbrug.matching.MatchReview;
import org.klantbrug.shared.web.Choice;

/** The pairs of a run. They hold names and addresses: for data stewards only. */
@Path("runs/{run}/pairs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pairs")
public class RunPairResource {
  private static final int MOST = 200;

  @Inject private CurrentStaff current;
  @Inject private MatchReview review;

  /** Pairs, the heaviest first. */
  @GET
  @Operation(summary = "Pairs of a run: OPEN, LINKED or DECIDED, the heaviest first")
  public List<MatchReview.PairLine> list(
      @PathParam("run") long run,
      @QueryParam("which") @DefaultValue("OPEN") String which,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    current.need(Action.MERGER_STEWARD);
    return review.list(
        run, Choice.of(MatchReview.Which.class, "which", which), Math.max(0, offset), MOST);
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
  @Operation(summary = "The next pair that waits for a verdict; 204 when none does")
  public Response next(@PathParam("run") long run, @QueryParam("but") @DefaultValue("0") long but) {
    current.need(Action.MERGER_STEWARD);
    return review
        .next(run, but)
        .map(pair -> Response.ok(pair).build())
        .orElseGet(() -> Response.noContent().build());
  }

  /** How good the model is, as far as people have looked. */
  @GET
  @Path("quality")
  @Operation(summary = "How good the model is, with intervals of 95 per cent")
  public MatchReview.Quality quality(@PathParam("run") long run) {
    current.need(Action.MERGER_READ);
    return review.quality(run);
  }
}
