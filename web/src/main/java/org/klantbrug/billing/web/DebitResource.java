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
import org.klantbrug.billing.BankFiles;
import org.klantbrug.billing.FirstDebits;
import org.klantbrug.billing.TakenFiles;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/** The first debits of waves, and what the bank says of them. */
@Path("mergers/{merger}/debits")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public class DebitResource {
  @Inject private CurrentStaff current;
  @Inject private FirstDebits debits;
  @Inject private BankFiles bank;

  /** The figures of each wave. */
  @GET
  @Operation(
      summary = "First debits of each wave: expected, right, wrong, missing, refused, refunded")
  public List<FirstDebits.Figures> of(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return debits.of(merger);
  }

  /** Reads a file of a bank. */
  @POST
  @Path("files")
  @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_OCTET_STREAM})
  @Operation(summary = "Read camt.053 (2008, 2019) or pain.002 of the same years")
  public TakenFiles.Counts take(
      @PathParam("merger") long merger,
      @QueryParam("name") @DefaultValue("bank") String name,
      InputStream content) {
    return bank.take(merger, name, content, current.need(Action.BILLING_HANDOVER));
  }

  /** The rows behind a figure. */
  @GET
  @Path("waves/{wave}")
  @Operation(summary = "The first debits behind a figure, 50 at a time")
  public List<FirstDebits.FirstDebit> rows(
      @PathParam("wave") long wave,
      @QueryParam("show") @DefaultValue("EXPECTED") FirstDebits.Show show,
      @QueryParam("after") Long after) {
    return debits.page(wave, show, after, current.need(Action.BILLING_HANDOVER));
  }

  /** Verifies the first debits of a wave. */
  @POST
  @Path("waves/{wave}/verify")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Verify first debits: reminders may be sent where they were right")
  public List<FirstDebits.Figures> verify(
      @PathParam("merger") long merger, @PathParam("wave") long wave) {
    debits.verify(wave, current.need(Action.BILLING_CONFIRM));
    return debits.of(merger);
  }
}
