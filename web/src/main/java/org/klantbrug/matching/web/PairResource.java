package org.klantbrug.matching.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.matching.MatchReview;
import org.klantbrug.matching.PairDesk;
import org.klantbrug.matching.Verdict;
import org.klantbrug.shared.web.Unreadable;

/** A pair side by side, masked unless it is asked for in full, and the verdict on it. */
@Path("pairs/{id}")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pairs")
public class PairResource {
  @Inject private CurrentStaff current;
  @Inject private PairDesk desk;

  /**
   * What a person says of a pair.
   *
   * @param version of the pair as it was read: a colleague may have decided meanwhile
   * @param reason needed for NOT_SAME, which stands for ever
   */
  public record Decision(Integer version, Verdict verdict, String reason) {}

  /** The pair; that it was opened is written down for both customers. */
  @GET
  @Operation(
      summary = "Open a pair, field by field with its reasons; written in the access log",
      description = "Of birth date, telephone and bank account only a part; see reveal.")
  public MatchReview.PairView open(@PathParam("id") long id) {
    return desk.open(id, current.need(Action.MERGER_STEWARD));
  }

  /** The pair in full; that it was asked for is written down for both customers. */
  @POST
  @Path("reveal")
  @Operation(summary = "A pair with nothing masked; written in the access log")
  public MatchReview.PairView reveal(@PathParam("id") long id) {
    return desk.reveal(id, current.need(Action.MERGER_STEWARD));
  }

  /** Notes the verdict. */
  @PUT
  @Path("verdict")
  @Operation(summary = "Say whether a pair is one customer")
  public MatchReview.PairView decide(@PathParam("id") long id, Decision decision) {
    var staff = current.need(Action.MERGER_STEWARD);
    if (decision.version() == null || decision.verdict() == null) {
      throw new Unreadable("version and verdict are needed.");
    }
    return desk.decide(id, decision.version(), decision.verdict(), decision.reason(), staff);
  }
}
