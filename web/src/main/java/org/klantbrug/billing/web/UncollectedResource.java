package org.klantbrug.billing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.billing.Uncollected;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/** Accounts that nobody collects on a day, and who does after all. */
@Path("mergers/{merger}/uncollected")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public class UncollectedResource {
  @Inject private CurrentStaff current;
  @Inject private Uncollected uncollected;

  /** Wave by wave. */
  @GET
  @Operation(summary = "Accounts that left a wave and are collected by nobody, wave by wave")
  public List<Uncollected.OfWave> of(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return uncollected.of(merger);
  }

  /** The accounts. */
  @GET
  @Path("accounts")
  @Operation(summary = "Accounts that are collected by nobody on a day, 50 at a time")
  public List<Uncollected.Row> accounts(
      @PathParam("merger") long merger,
      @QueryParam("wave") Long wave,
      @QueryParam("show") @DefaultValue("OPEN") Uncollected.Show show,
      @QueryParam("after") Long after) {
    return uncollected.page(merger, wave, show, after, current.need(Action.BILLING_HANDOVER));
  }

  /** Decides who collects. */
  @POST
  @Path("decisions")
  @Operation(
      summary = "Decide who collects: the old company, the new one apart, or nobody with a reason")
  public List<Uncollected.OfWave> decide(@PathParam("merger") long merger, Uncollected.Wish wish) {
    uncollected.decide(merger, wish, current.need(Action.BILLING_CONFIRM));
    return uncollected.of(merger);
  }
}
