package org.klantbrug.billing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.billing.BillComparison;
import org.klantbrug.billing.BillingSetting;
import org.klantbrug.billing.BillingSettings;
import org.klantbrug.billing.Bills;
import org.klantbrug.billing.TakenFiles;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/** The bills of the new billing beside those of the old company. */
@Path("mergers/{merger}/bills")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public class BillResource {
  @Inject private CurrentStaff current;
  @Inject private Bills bills;
  @Inject private BillComparison comparison;
  @Inject private BillingSettings settings;

  /** The figures of the comparison. */
  @GET
  @Operation(summary = "How many bills are the same, within the limits, and beyond them")
  public BillComparison.Figures figures(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return comparison.figures(merger);
  }

  /** Reads a file. */
  @POST
  @Consumes({"text/csv", MediaType.APPLICATION_OCTET_STREAM})
  @Operation(
      summary = "Read the bills that the new billing made for trial: customer;account;amount")
  public TakenFiles.Counts take(
      @PathParam("merger") long merger,
      @QueryParam("name") @DefaultValue("bills") String name,
      InputStream content) {
    return bills.take(merger, name, content, current.need(Action.BILLING_HANDOVER));
  }

  /** Bills beyond the limits. */
  @GET
  @Path("differences")
  @Operation(summary = "Bills beyond the limits, the greatest difference first, 50 at a time")
  public List<BillComparison.Difference> differences(
      @PathParam("merger") long merger, @QueryParam("page") @DefaultValue("0") int page) {
    var staff = current.need(Action.BILLING_HANDOVER);
    return comparison.far(merger, Math.max(0, page), staff);
  }

  /** What counts. */
  @GET
  @Path("settings")
  @Operation(summary = "The limits and terms that count for the money of a merger")
  public BillingSetting settings(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return settings.read(merger);
  }

  /** Keeps what counts. */
  @PUT
  @Path("settings")
  @Operation(summary = "Set what counts for the money of a merger, with the version that was read")
  public BillingSetting keep(@PathParam("merger") long merger, BillingSetting setting) {
    settings.keep(merger, setting, current.need(Action.BILLING_CONFIRM));
    return settings.read(merger);
  }
}
