package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.wave.Mandates;

/** Which mandate is of which account, of customers with several. */
@Path("mergers/{merger}/mandates")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Waves")
public class MandateResource {
  @Inject private CurrentStaff current;
  @Inject private Mandates mandates;

  /** Which mandate, and the version of the choice that was seen; 0 if nobody chose. */
  public record Wish(String mandate, int version) {}

  /** Accounts of customers with several mandates. */
  @GET
  @Operation(
      summary =
          "Accounts of customers with several active mandates, 50 at a time, with what was chosen")
  public List<Mandates.Account> of(
      @PathParam("merger") long merger,
      @QueryParam("open") boolean open,
      @QueryParam("after") Long after) {
    return mandates.of(merger, open, after, current.need(Action.BILLING_HANDOVER));
  }

  /** Says which mandate an account is debited by. */
  @PUT
  @Path("{member}")
  @Operation(summary = "Say by which mandate an account is debited")
  public void choose(
      @PathParam("merger") long merger, @PathParam("member") long member, Wish wish) {
    var finance = current.need(Action.BILLING_CONFIRM);
    mandates.choose(merger, member, wish.mandate(), wish.version(), finance);
  }
}
