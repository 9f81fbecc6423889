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
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.billing.LateItems;
import org.klantbrug.billing.TakenFiles;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/** What reaches the old company after customers went over. */
@Path("mergers/{merger}/late")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public class LateResource {
  @Inject private CurrentStaff current;
  @Inject private LateItems late;

  /** What came. */
  @GET
  @Operation(summary = "What reached the old company late, and what became of it")
  public List<LateItems.Item> of(@PathParam("merger") long merger) {
    return late.of(merger, current.need(Action.BILLING_LATE));
  }

  /** Notes what came. */
  @POST
  @Operation(summary = "Note a payment, refund, death, call or letter")
  public List<LateItems.Item> note(@PathParam("merger") long merger, LateItems.Wish wish) {
    var staff = current.need(Action.BILLING_LATE);
    late.note(merger, wish, staff);
    return late.of(merger, staff);
  }

  /** Reads a file. */
  @POST
  @Path("files")
  @Consumes({"text/csv", MediaType.APPLICATION_OCTET_STREAM})
  @Operation(summary = "Read what came late: customer;kind;received;amount;words")
  public TakenFiles.Counts take(
      @PathParam("merger") long merger,
      @QueryParam("name") @DefaultValue("late") String name,
      InputStream content) {
    return late.take(merger, name, content, current.need(Action.BILLING_LATE));
  }

  /** Who still pays to the old account. */
  @GET
  @Path("payers")
  @Operation(summary = "Customers who still pay to the account of the old company")
  public List<LateItems.Payer> payers(@PathParam("merger") long merger) {
    current.need(Action.BILLING_LATE);
    return late.payers(merger);
  }
}
